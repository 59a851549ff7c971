package io.sluice.testbed.kafka;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The number of brokers, and their settings beyond the testbed's own.
 *
 * @param brokers at least 1; the first is the controller too, unless the version wants a ZooKeeper
 * @param properties for every broker
 * @param jvmOptions of every broker's process
 * @param brokerProperties for single brokers, by index from 0; they win over {@code properties}
 */
public record KafkaSettings(
    int brokers,
    KafkaVersion version,
    Map<String, String> properties,
    Map<Integer, Map<String, String>> brokerProperties,
    List<String> jvmOptions) {

  /** In a property's value, the port of the broker for clients. */
  public static final String CLIENT_PORT = "${client.port}";

  /** In a property's value, the controller's port. */
  public static final String CONTROLLER_PORT = "${controller.port}";

  public KafkaSettings {
    if (brokers < 1) {
      throw new IllegalArgumentException(
          "Cannot start a Kafka cluster of " + brokers + " brokers: at least one is needed.");
    }
    properties = Map.copyOf(properties);
    brokerProperties = Map.copyOf(brokerProperties);
    jvmOptions = List.copyOf(jvmOptions);
  }

  public static KafkaSettings brokers(int count) {
    return new KafkaSettings(count, KafkaVersion.NEWEST, Map.of(), Map.of(), List.of());
  }

  public KafkaSettings of(KafkaVersion other) {
    return new KafkaSettings(brokers, other, properties, brokerProperties, jvmOptions);
  }

  public KafkaSettings with(String key, String value) {
    return new KafkaSettings(
        brokers, version, plus(properties, key, value), brokerProperties, jvmOptions);
  }

  public KafkaSettings withBroker(int broker, String key, String value) {
    Map<Integer, Map<String, String>> all = new TreeMap<>(brokerProperties);
    all.put(broker, plus(all.getOrDefault(broker, Map.of()), key, value));
    return new KafkaSettings(brokers, version, properties, all, jvmOptions);
  }

  /** With further options of every broker's JVM. */
  public KafkaSettings withJvmOptions(List<String> more) {
    return new KafkaSettings(
        brokers,
        version,
        properties,
        brokerProperties,
        Stream.concat(jvmOptions.stream(), more.stream()).toList());
  }

  /**
   * A second listener of a single broker, which sends its clients on to another host.
   *
   * @param port where it listens
   * @param host what it advertises
   */
  public KafkaSettings withListenerThatAdvertises(String host, int port) {
    String plaintext = "PLAINTEXT://127.0.0.1:" + CLIENT_PORT;
    return with(
            "listeners",
            "%s,ELSEWHERE://127.0.0.1:%d,CONTROLLER://127.0.0.1:%s"
                .formatted(plaintext, port, CONTROLLER_PORT))
        .with("advertised.listeners", "%s,ELSEWHERE://%s:%d".formatted(plaintext, host, port))
        .with(
            "listener.security.protocol.map",
            "PLAINTEXT:PLAINTEXT,ELSEWHERE:PLAINTEXT,CONTROLLER:PLAINTEXT");
  }

  private static Map<String, String> plus(Map<String, String> map, String key, String value) {
    Map<String, String> all = new TreeMap<>(map);
    all.put(key, value);
    return all;
  }
}
