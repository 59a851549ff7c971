package io.sluice.testbed.ingestion;

import io.sluice.testbed.hadoop.HadoopCluster;
import io.sluice.testbed.process.Command;
import io.sluice.testbed.process.StackHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code scripts/run-job.sh} with the jar that {@code dist} has packed, in an environment as poor
 * as cron's.
 */
public final class Sluice {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Path directory;
  private final Map<String, String> environment;
  private final List<String> options;

  private Sluice(Path directory, Map<String, String> environment, List<String> options) {
    this.directory = directory;
    this.environment = environment;
    this.options = options;
  }

  /**
   * On this machine alone, with {@code --local}.
   *
   * @param directory the working directory
   */
  public static Sluice local(Path directory) {
    return new Sluice(directory, poorEnvironment(), List.of("--local"));
  }

  /** On a cluster. */
  public static Sluice on(HadoopCluster cluster, Path directory) {
    Map<String, String> environment = poorEnvironment();
    environment.put("HADOOP_HOME", cluster.home().directory().toString());
    return new Sluice(directory, environment, List.of());
  }

  /** An environment without Hadoop. */
  public static Sluice withoutHadoop(Path directory) {
    return new Sluice(directory, poorEnvironment(), List.of());
  }

  public Sluice as(String user) {
    Map<String, String> other = new TreeMap<>(environment);
    other.put("HADOOP_USER_NAME", user);
    return new Sluice(directory, other, options);
  }

  /** With further options of Hadoop's, such as {@code -libjars}. */
  public Sluice with(String... more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(more));
    return new Sluice(directory, environment, all);
  }

  /** With further variables of the environment. */
  public Sluice with(Map<String, String> variables) {
    Map<String, String> all = new TreeMap<>(environment);
    all.putAll(variables);
    return new Sluice(directory, all, options);
  }

  /** With the settings that Kafka's clients log when they are created. */
  public Sluice withClientsLogged() throws IOException {
    Path checkout = StackHome.find().directory().resolve("../..").normalize();
    Path conf = Files.createDirectory(directory.resolve("conf"));
    String log4j = Files.readString(checkout.resolve("conf/log4j.properties"));
    Files.writeString(
        conf.resolve("log4j.properties"),
        log4j + "\nlog4j.logger.org.apache.kafka.common.config.AbstractConfig=INFO\n");
    Map<String, String> other = new TreeMap<>(environment);
    other.put("SLUICE_CONF_DIR", conf.toString());
    return new Sluice(directory, other, options);
  }

  /** Runs a verb to its end. */
  public Command.Result run(String verb, String... arguments) throws IOException {
    return run(PATIENCE, verb, arguments);
  }

  /** Runs a verb to its end, which must come within a time. */
  public Command.Result run(Duration retryPolicy, String verb, String... arguments)
      throws IOException {
    return command(verb, arguments).run(retryPolicy);
  }

  /** Runs a verb to its end and expects an exit code; otherwise the exception shows the output. */
  public String expect(int exitCode, String verb, String... arguments) throws IOException {
    Command.Result result = run(verb, arguments);
    if (result.exitCode() != exitCode) {
      throw new AssertionError(
          "%s ended with %d where %d was expected, and said:%n%s"
              .formatted(verb, result.exitCode(), exitCode, result.output()));
    }
    return result.output();
  }

  /** Starts a verb, to be killed on the way: the process is the client's JVM itself. */
  public Process start(Path log, String verb, String... arguments) throws IOException {
    return command(verb, arguments).start(log);
  }

  /** Ctrl-C for a client that was started. */
  public static void interrupt(Process client) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(client.pid())).start().waitFor();
  }

  private Command command(String verb, String... arguments) throws IOException {
    Path script = StackHome.find().directory().resolve("../../scripts/run-job.sh").normalize();
    // A build in the background may ignore SIGINT, and its children inherit that.
    List<String> words = new ArrayList<>(List.of("env", "--default-signal=INT", "-i"));
    environment.forEach((name, value) -> words.add(name + "=" + value));
    words.add(script.toString());
    words.add(verb);
    words.addAll(options);
    words.addAll(List.of(arguments));
    return Command.of(directory, words.toArray(String[]::new));
  }

  private static Map<String, String> poorEnvironment() {
    Map<String, String> environment = new TreeMap<>();
    environment.put("PATH", "/usr/bin:/bin");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    // A client on a machine of two cores is up sooner with them.
    environment.put("SLUICE_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    return environment;
  }
}
