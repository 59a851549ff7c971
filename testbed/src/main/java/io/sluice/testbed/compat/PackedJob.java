package io.sluice.testbed.compat;

import io.sluice.testbed.hadoop.HadoopCluster;
import io.sluice.testbed.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The job jar that {@code dist} has packed, and the two ways to start it on a cluster. */
record PackedJob(Path checkout, HadoopCluster cluster) {

  /** As {@code hadoop jar} does, main class and all, the way that schedulers of old do. */
  Command byHadoopJar(String... arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of("jar", jar().toString(), "io.sluice.Main"));
    words.addAll(List.of(arguments));
    return hadoop(words.toArray(String[]::new));
  }

  /** As an operator does. */
  Command byScript(String... arguments) {
    return onCluster(checkout.resolve("scripts/run-job.sh"), arguments);
  }

  /** Hadoop's own command. */
  Command hadoop(String... arguments) {
    return onCluster(cluster.home().command("hadoop"), arguments);
  }

  private Command onCluster(Path program, String... arguments) {
    List<String> words = new ArrayList<>(List.of(program.toString()));
    words.addAll(List.of(arguments));
    return Command.of(checkout, words.toArray(String[]::new))
        .withEnvironment("HADOOP_HOME", cluster.home().directory().toString())
        .withEnvironment("JAVA_HOME", System.getProperty("java.home"));
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
