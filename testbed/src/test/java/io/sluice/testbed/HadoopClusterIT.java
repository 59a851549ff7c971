package io.sluice.testbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.testbed.hadoop.Container;
import io.sluice.testbed.hadoop.Daemon;
import io.sluice.testbed.hadoop.HadoopCluster;
import io.sluice.testbed.process.Command;
import io.sluice.testbed.process.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RealStack
class HadoopClusterIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String SLEEP_JOB = "org.apache.hadoop.mapreduce.SleepJob";

  @TempDir Path directory;

  @Test
  void aFileIsReadBackWithTheHadoopCommand(Stack stack) throws IOException {
    HadoopCluster hadoop = stack.hdfs();
    Path file = Files.writeString(directory.resolve("file"), "landed");

    String put = hadoop(hadoop, "fs", "-put", file.toString(), "/tmp/HadoopClusterIT");
    String cat = hadoop(hadoop, "fs", "-cat", "/tmp/HadoopClusterIT");

    assertTrue(cat.contains("landed"), put + cat);
  }

  @Test
  void aKilledNameNodeComesBackWithItsFiles(Stack stack) throws IOException {
    HadoopCluster hadoop = stack.hdfs();
    hadoop(hadoop, "fs", "-mkdir", "/tmp/HadoopClusterIT-before");

    hadoop.kill(Daemon.NAME_NODE);
    hadoop.restart(Daemon.NAME_NODE);

    hadoop(hadoop, "fs", "-test", "-d", "/tmp/HadoopClusterIT-before");
  }

  @Test
  void aJobFromAJarRunsOnYarnInContainersThatCanBeSeen(Stack stack) throws Exception {
    HadoopCluster hadoop = stack.yarn();
    Path jar = jarOfSleepJob(hadoop);
    Path output = directory.resolve("job.log");

    Process job =
        command(hadoop, "jar", jar.toString(), SLEEP_JOB, "-m", "2", "-r", "0", "-mt", "2000")
            .start(output);
    Readiness.await(
        "see the job's containers",
        PATIENCE,
        List.of(),
        () ->
            Stream.of(Container.Kind.APPLICATION_MASTER, Container.Kind.TASK)
                .allMatch(
                    kind ->
                        hadoop.containers().stream()
                            .anyMatch(container -> container.kind() == kind)));

    assertEquals(0, job.waitFor(), () -> log(output));
  }

  private static String log(Path output) {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private String hadoop(HadoopCluster hadoop, String... arguments) throws IOException {
    Command.Result result = command(hadoop, arguments).run(PATIENCE);
    assertEquals(0, result.exitCode(), result::output);
    return result.output();
  }

  private Command command(HadoopCluster hadoop, String... arguments) {
    String[] words = new String[arguments.length + 1];
    words[0] = hadoop.home().command("hadoop").toString();
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    return Command.of(directory, words).withEnvironment("HADOOP_CLIENT_SKIP_UNJAR", "true");
  }

  /** Hadoop's own sleep job, in a jar without a main class, as users' jars often are. */
  private Path jarOfSleepJob(HadoopCluster hadoop) throws IOException {
    Path tests;
    Path folder = hadoop.home().directory().resolve("share/hadoop/mapreduce");
    try (Stream<Path> jars = Files.list(folder)) {
      tests = jars.filter(jar -> jar.toString().endsWith("-tests.jar")).findFirst().orElseThrow();
    }
    Path jar = directory.resolve("sleep.jar");
    try (JarFile source = new JarFile(tests.toFile());
        JarOutputStream target = new JarOutputStream(Files.newOutputStream(jar))) {
      Enumeration<JarEntry> entries = source.entries();
      while (entries.hasMoreElements()) {
        JarEntry entry = entries.nextElement();
        if (entry.getName().startsWith(SLEEP_JOB.replace('.', '/'))) {
          target.putNextEntry(new JarEntry(entry.getName()));
          source.getInputStream(entry).transferTo(target);
        }
      }
    }
    return jar;
  }
}
