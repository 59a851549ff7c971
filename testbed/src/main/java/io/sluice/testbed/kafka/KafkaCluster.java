package io.sluice.testbed.kafka;

import io.sluice.testbed.process.ChildJvm;
import io.sluice.testbed.process.Children;
import io.sluice.testbed.process.JavaProgram;
import io.sluice.testbed.process.Readiness;
import io.sluice.testbed.process.StackHome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.Uuid;

/**
 * A Kafka cluster of real brokers on 127.0.0.1, each a child process. The first is the controller
 * as well: while it is down no leader is elected. Versions before 3.3 have a ZooKeeper beside them.
 */
public final class KafkaCluster implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);

  private final Path directory;
  private final String classPath;
  private final KafkaSettings settings;
  private final KafkaPorts ports;
  private final Children children;
  private final List<ChildJvm> brokers = new ArrayList<>();

  private KafkaCluster(
      Path directory,
      String classPath,
      KafkaSettings settings,
      KafkaPorts ports,
      Children children) {
    this.directory = directory;
    this.classPath = classPath;
    this.settings = settings;
    this.ports = ports;
    this.children = children;
  }

  /**
   * Formats and starts all brokers and returns when every one of them serves.
   *
   * @param directory for configuration, data and logs; a new one for each cluster
   */
  public static KafkaCluster start(KafkaSettings settings, StackHome home, Path directory)
      throws IOException {
    Path absolute = directory.toAbsolutePath();
    KafkaCluster cluster =
        new KafkaCluster(
            absolute,
            home.classPath(settings.version().classPathFile()),
            settings,
            KafkaPorts.find(settings.brokers()),
            Children.loggingTo(absolute.resolve("logs")));
    try {
      cluster.prepare();
      for (int broker = 0; broker < settings.brokers(); broker++) {
        cluster.brokers.add(cluster.launch(broker));
      }
      cluster.awaitBrokers(cluster.ports.clients());
      return cluster;
    } catch (IOException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  public String bootstrapServers() {
    return addresses(ports.clients());
  }

  /** The address of one broker. */
  public String bootstrapServer(int broker) {
    return address(ports.clients().get(broker));
  }

  public int size() {
    return settings.brokers();
  }

  /** Directory of a broker's logs, in the Kafka sense. */
  public Path data(int broker) {
    return files(broker).data();
  }

  /** Topics of this cluster, by an admin client of its own that the caller closes. */
  public TopicAdmin topics() {
    return TopicAdmin.of(bootstrapServers());
  }

  /** Records in and out of this cluster. */
  public Traffic traffic() {
    return new Traffic(bootstrapServers());
  }

  /** {@code kill -9}. */
  public void kill(int broker) {
    brokers.get(broker).kill();
  }

  /** An orderly stop: the broker hands its leaderships over first. */
  public void stop(int broker) {
    brokers.get(broker).stop();
  }

  /**
   * Starts a broker that was killed or stopped, on its old port and data, and returns when it
   * serves.
   */
  public void restart(int broker) throws IOException {
    if (brokers.get(broker).isAlive()) {
      throw new IllegalStateException(
          "Cannot start broker %d: it still runs. Kill or stop it first.".formatted(broker));
    }
    brokers.set(broker, launch(broker));
    awaitBrokers(List.of(ports.clients().get(broker)));
  }

  /** The process of a broker, for tests that want its log or its pid. */
  public ChildJvm process(int broker) {
    return brokers.get(broker);
  }

  @Override
  public void close() {
    children.close();
  }

  private void prepare() throws IOException {
    for (int broker = 0; broker < settings.brokers(); broker++) {
      files(broker).write(settings, ports);
    }
    if (settings.version().isKraft()) {
      format();
    } else {
      ZooKeeper.start(children, classPath, directory, ports.controller());
    }
  }

  private void format() throws IOException {
    String clusterId = Uuid.randomUuid().toString();
    List<ChildJvm> formats = new ArrayList<>();
    for (int broker = 0; broker < settings.brokers(); broker++) {
      formats.add(
          children.start(
              program("format-" + broker, "kafka.tools.StorageTool")
                  .withArguments(
                      "format", "-t", clusterId, "-c", files(broker).properties().toString())));
    }
    for (ChildJvm format : formats) {
      format.awaitSuccess(START);
    }
  }

  private ChildJvm launch(int broker) throws IOException {
    return children.start(
        program("broker-" + broker, "kafka.Kafka")
            .withJvmOptions(settings.jvmOptions())
            .withArguments(files(broker).properties().toString()));
  }

  private JavaProgram program(String name, String mainClass) {
    return JavaProgram.small(name, classPath, mainClass, directory)
        .withJvmOptions(List.of("-Dlog4j2.configurationFile=" + files(0).logging().toUri()));
  }

  private BrokerFiles files(int broker) {
    return new BrokerFiles(directory, broker);
  }

  private void awaitBrokers(List<Integer> awaited) throws IOException {
    String servers = addresses(awaited);
    List<ChildJvm> mustLive = brokers.stream().filter(ChildJvm::isAlive).toList();
    Map<String, Object> config =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5000,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 2000);
    for (int port : awaited) {
      Readiness.await(
          "start Kafka on " + address(port), START, mustLive, () -> Readiness.listens(port));
    }
    try (Admin admin = Admin.create(config)) {
      Readiness.await(
          "start Kafka on " + servers,
          START,
          mustLive,
          () -> {
            List<Node> nodes =
                List.copyOf(admin.describeCluster().nodes().get(10, TimeUnit.SECONDS));
            return nodes.size() >= awaited.size();
          });
    }
  }

  private static String addresses(List<Integer> ports) {
    return ports.stream().map(KafkaCluster::address).collect(Collectors.joining(","));
  }

  private static String address(int port) {
    return "127.0.0.1:" + port;
  }
}
