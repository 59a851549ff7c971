package io.sluice.testbed.compat;

import io.sluice.testbed.hadoop.HadoopCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The job jar that {@code dist} has packed, and the two ways to start it on a cluster. */
record PackedJob(Path checkout, HadoopCluster cluster) {

  /** As {@code hadoop jar} does, main class and all, the way that schedulers of old do. */
  Command byHadoopJar() throws IOException {
    return hadoop("jar", jar().toString(), "io.sluice.Main");
  }

  /** As an operator does. */
  Command byScript() {
    return onCluster(new Command(checkout.resolve("scripts/run-job.sh").toString()));
  }

  /** Hadoop's own command. */
  Command hadoop(String... words) {
    return onCluster(new Command(cluster.home().command("hadoop").toString()).and(words));
  }

  private Command onCluster(Command command) {
    return command
        .with("HADOOP_HOME", cluster.home().directory().toString())
        .with("JAVA_HOME", System.getProperty("java.home"));
  }

  private Path jar() throws IOException {
    Path lib = checkout.resolve("dist/target/quick/lib");
    try (Stream<Path> files = Files.list(lib)) {
      List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
      if (jars.size() != 1) {
        throw new IOException("Cannot choose a job jar in " + lib + ": there are " + jars + ".");
      }
      return jars.get(0);
    }
  }
}
