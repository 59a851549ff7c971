package io.sluice.job.cli;

import io.sluice.job.config.ExecutionMode;
import io.sluice.options.ConfigurationException;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.GenericOptionsParser;

/** Hadoop's configuration as its generic options and the cluster's files make it. */
final class HadoopSide {

  private static final String FRAMEWORK = "mapreduce.framework.name";

  private HadoopSide() {}

  static Configuration configuration(List<String> generic) {
    Configuration hadoop = new Configuration();
    try {
      String[] arguments = generic.toArray(String[]::new);
      return new GenericOptionsParser(hadoop, arguments).getConfiguration();
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigurationException(
          "Cannot use Hadoop's options %s: %s. Correct them."
              .formatted(String.join(" ", generic), e.getMessage()));
    }
  }

  /** A poor environment must never land production data on an edge node. */
  static void wantCluster(Configuration hadoop, ExecutionMode where) {
    if (where == ExecutionMode.LOCAL) {
      hadoop.set(FRAMEWORK, "local");
      return;
    }
    Configuration withMapReduce = new Configuration(hadoop);
    withMapReduce.addResource("mapred-site.xml");
    String framework = hadoop.get(FRAMEWORK, withMapReduce.get(FRAMEWORK, "local"));
    if (framework.equals("local")) {
      throw new ConfigurationException(
          "Cannot run on a cluster: %s is local, so Hadoop's configuration knows none. Set HADOOP_CONF_DIR to the cluster's configuration, in the environment or in conf/sluice-env.sh; or say --local."
              .formatted(FRAMEWORK));
    }
  }
}
