package io.sluice.testbed.kafka;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The files that a broker reads at its start: its properties, and the settings of its log. */
record BrokerFiles(Path directory, int broker) {
  Path properties() {
    return directory.resolve("broker-" + broker + ".properties");
  }

  Path data() {
    return directory.resolve("broker-" + broker);
  }

  Path logging() {
    return directory.resolve("log4j2.properties");
  }

  void write(KafkaSettings settings, KafkaPorts ports) throws IOException {
    Files.createDirectories(directory);
    Properties all = new Properties();
    all.putAll(settings.version().isKraft() ? identity(ports) : identityInZooKeeper(ports));
    all.putAll(smallAndQuick(settings.brokers()));
    all.putAll(settings.properties());
    all.putAll(settings.brokerProperties().getOrDefault(broker, Map.of()));
    all.replaceAll((key, value) -> filledIn(String.valueOf(value), ports));
    try (Writer writer = Files.newBufferedWriter(properties())) {
      all.store(writer, null);
    }
    Files.writeString(
        logging(),
        """
        status = error
        appender.console.type = Console
        appender.console.name = console
        appender.console.layout.type = PatternLayout
        appender.console.layout.pattern = %d{ISO8601} %-5p %c{1} - %m%n
        rootLogger.level = info
        rootLogger.appenderRef.console.ref = console
        """);
  }

  private String filledIn(String value, KafkaPorts ports) {
    return value
        .replace(KafkaSettings.CLIENT_PORT, String.valueOf(ports.clients().get(broker)))
        .replace(KafkaSettings.CONTROLLER_PORT, String.valueOf(ports.controller()));
  }

  private Map<String, String> identity(KafkaPorts ports) {
    String clientListener = "PLAINTEXT://127.0.0.1:" + ports.clients().get(broker);
    String controllerListener = "CONTROLLER://127.0.0.1:" + ports.controller();
    boolean first = broker == 0;
    return Map.of(
        "node.id",
        String.valueOf(broker),
        "process.roles",
        first ? "broker,controller" : "broker",
        "listeners",
        first ? clientListener + "," + controllerListener : clientListener,
        "advertised.listeners",
        clientListener,
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "controller.listener.names",
        "CONTROLLER",
        "controller.quorum.voters",
        "0@127.0.0.1:" + ports.controller(),
        "log.dirs",
        data().toString());
  }

  private Map<String, String> identityInZooKeeper(KafkaPorts ports) {
    String listener = "PLAINTEXT://127.0.0.1:" + ports.clients().get(broker);
    return Map.of(
        "broker.id",
        String.valueOf(broker),
        "zookeeper.connect",
        "127.0.0.1:" + ports.controller(),
        "zookeeper.session.timeout.ms",
        "3000",
        "listeners",
        listener,
        "advertised.listeners",
        listener,
        "log.dirs",
        data().toString());
  }

  private static Map<String, String> smallAndQuick(int brokers) {
    String replicas = String.valueOf(Math.min(3, brokers));
    return Map.ofEntries(
        // A killed broker is noticed after 3 s, not after 9.
        Map.entry("broker.session.timeout.ms", "3000"),
        Map.entry("broker.heartbeat.interval.ms", "500"),
        Map.entry("offsets.topic.num.partitions", "1"),
        Map.entry("offsets.topic.replication.factor", replicas),
        Map.entry("transaction.state.log.num.partitions", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("transaction.state.log.replication.factor", replicas),
        Map.entry("share.coordinator.state.topic.num.partitions", "1"),
        Map.entry("share.coordinator.state.topic.replication.factor", replicas),
        Map.entry("share.coordinator.state.topic.min.isr", "1"),
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        // A topic that a test has misspelt must be an error.
        Map.entry("auto.create.topics.enable", "false"),
        // Events of a test are as old as the test wants.
        Map.entry("log.retention.ms", "-1"),
        // The default of 128 MB is half of the heap.
        Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
        Map.entry("num.network.threads", "2"),
        Map.entry("num.io.threads", "4"));
  }
}
