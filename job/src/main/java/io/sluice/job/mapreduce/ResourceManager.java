package io.sluice.job.mapreduce;

import io.sluice.job.report.BoundedCall;
import io.sluice.job.report.Units;
import io.sluice.tracker.message.FirstLine;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Cluster;
import org.apache.hadoop.mapreduce.Job;

/**
 * The cluster's ResourceManager. It is contacted before a job is submitted: if it is down, Hadoop's
 * client retries for a quarter of an hour without a message.
 */
public final class ResourceManager {
  static final String MAX_WAIT = "yarn.resourcemanager.connect.max-wait.ms";

  /** Used if the cluster's configuration sets nothing. */
  static final Duration DEFAULT_WAIT = Duration.ofMinutes(1);

  private static final String HADOOPS_DEFAULTS = "yarn-default.xml";
  private static final String ADDRESS = "yarn.resourcemanager.address";
  private static final Duration FOR_EVER = Duration.ofDays(365);

  private final Configuration conf;
  private final Consumer<String> console;

  private ResourceManager(Configuration conf, Consumer<String> console) {
    this.conf = conf;
    this.console = console;
  }

  /**
   * The ResourceManager in Hadoop's configuration.
   *
   * @param hadoop the client's configuration
   * @param console for messages about the wait
   */
  public static ResourceManager read(Configuration hadoop, Consumer<String> console)
      throws IOException {
    // A job's configuration includes YARN's files.
    return new ResourceManager(
        Job.getInstance(new Configuration(hadoop)).getConfiguration(), console);
  }

  static ResourceManager of(Configuration whole, Consumer<String> console) {
    return new ResourceManager(whole, console);
  }

  /**
   * Waits until it answers.
   *
   * @throws IOException if it does not, within the time in Hadoop's configuration
   */
  public void await() throws IOException, InterruptedException {
    await(
        () -> {
          Cluster cluster = new Cluster(conf);
          try {
            return cluster.getClusterStatus();
          } finally {
            cluster.close();
          }
        });
  }

  void await(Callable<?> question) throws IOException, InterruptedException {
    Duration bound = bound();
    try {
      new BoundedCall(bound, console).run("the ResourceManager at " + addresses(), question);
    } catch (TimeoutException e) {
      throw cannotReach("it has not answered for " + Units.duration(bound), e);
    } catch (IOException e) {
      throw cannotReach(FirstLine.withoutFullStop(String.valueOf(e.getMessage())), e);
    }
  }

  private IOException cannotReach(String why, Exception cause) {
    return new IOException(
        "Cannot reach the ResourceManager at %s: %s. Nothing was submitted and nothing was committed. Start it, or correct %s in the directory that HADOOP_CONF_DIR names, then start the run again. %s says how long it is waited for."
            .formatted(addresses(), why, ADDRESS, MAX_WAIT),
        cause);
  }

  /**
   * The time limit that the user or the cluster sets, or a minute; Hadoop's own default is a
   * quarter of an hour.
   */
  Duration bound() {
    String[] sources = conf.getPropertySources(MAX_WAIT);
    boolean isSet = sources != null && !Arrays.stream(sources).allMatch(HADOOPS_DEFAULTS::equals);
    if (!isSet) {
      return DEFAULT_WAIT;
    }
    long millis = conf.getLong(MAX_WAIT, DEFAULT_WAIT.toMillis());
    return millis < 0 ? FOR_EVER : Duration.ofMillis(millis);
  }

  /** The address, or both addresses of a pair for high availability. */
  String addresses() {
    String host = "yarn.resourcemanager.hostname";
    if (!conf.getBoolean("yarn.resourcemanager.ha.enabled", false)) {
      return conf.get(ADDRESS, conf.get(host, "0.0.0.0") + ":8032");
    }
    List<String> all = new ArrayList<>();
    for (String id : conf.getTrimmedStrings("yarn.resourcemanager.ha.rm-ids")) {
      all.add(conf.get(ADDRESS + "." + id, conf.get(host + "." + id, id) + ":8032"));
    }
    return String.join(" or ", all);
  }
}
