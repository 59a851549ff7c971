package io.sluice.testbed.kafka;

import io.sluice.testbed.process.Readiness;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;

/**
 * Topics of a cluster: made, changed and looked at by Kafka's admin client. Each call returns when
 * the brokers have done it.
 */
public final class TopicAdmin implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Admin admin;

  private TopicAdmin(Admin admin) {
    this.admin = admin;
  }

  static TopicAdmin of(String bootstrapServers) {
    return new TopicAdmin(
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers)));
  }

  /** Makes a topic whose replicas Kafka places. */
  public Uuid create(String topic, int kafkaPartitions, int replicas) throws IOException {
    return create(new NewTopic(topic, kafkaPartitions, (short) replicas));
  }

  /** Makes a topic with configuration such as {@code cleanup.policy}. */
  public Uuid create(
      String topic, int kafkaPartitions, int replicas, Map<String, String> configuration)
      throws IOException {
    return create(new NewTopic(topic, kafkaPartitions, (short) replicas).configs(configuration));
  }

  /**
   * Makes a topic with its replicas where the caller wants them.
   *
   * @param replicas by Kafka partition the brokers, the preferred leader first
   */
  public Uuid createAssigned(
      String topic, Map<Integer, List<Integer>> replicas, Map<String, String> configuration)
      throws IOException {
    return create(new NewTopic(topic, replicas).configs(configuration));
  }

  /** Returns when the topic is gone from all brokers, so that its name can be used again. */
  public void delete(String topic) throws IOException {
    done("delete topic " + topic, admin.deleteTopics(List.of(topic)).all());
    Readiness.await(
        "delete topic " + topic,
        PATIENCE,
        List.of(),
        () -> !admin.listTopics().names().get(5, TimeUnit.SECONDS).contains(topic));
  }

  /** Raises the number of Kafka partitions. */
  public void extend(String topic, int kafkaPartitions) throws IOException {
    done(
        "extend topic " + topic,
        admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(kafkaPartitions))).all());
    awaitLeaders(topic, kafkaPartitions);
  }

  /** Lets all records before an offset expire, as retention does. */
  public void expireBefore(String topic, int kafkaPartition, long offset) throws IOException {
    done(
        "delete records of " + topic,
        admin
            .deleteRecords(
                Map.of(
                    new TopicPartition(topic, kafkaPartition),
                    RecordsToDelete.beforeOffset(offset)))
            .all());
  }

  /** The broker that leads a Kafka partition, if one does. */
  public Optional<Integer> leader(String topic, int kafkaPartition) throws IOException {
    return describe(topic).stream()
        .filter(info -> info.partition() == kafkaPartition)
        .findFirst()
        .map(TopicPartitionInfo::leader)
        .filter(node -> !node.isEmpty())
        .map(Node::id);
  }

  /** Number of replicas of a Kafka partition that are in sync. */
  public int inSync(String topic, int kafkaPartition) throws IOException {
    return describe(topic).stream()
        .filter(info -> info.partition() == kafkaPartition)
        .mapToInt(info -> info.isr().size())
        .sum();
  }

  /** Whether no replica of a topic lags behind its leader. */
  public boolean allInSync(String topic) throws IOException {
    return describe(topic).stream().allMatch(info -> info.isr().size() == info.replicas().size());
  }

  /** The client itself, for what has no method here. */
  public Admin admin() {
    return admin;
  }

  @Override
  public void close() {
    admin.close();
  }

  private Uuid create(NewTopic topic) throws IOException {
    String what = "create topic " + topic.name();
    var created = admin.createTopics(List.of(topic));
    done(what, created.all());
    int kafkaPartitions =
        topic.replicasAssignments() == null
            ? topic.numPartitions()
            : topic.replicasAssignments().size();
    awaitLeaders(topic.name(), kafkaPartitions);
    // Brokers before 2.4 do not answer with it.
    return created.topicId(topic.name()).isCompletedExceptionally()
        ? Uuid.ZERO_UUID
        : done(what, created.topicId(topic.name()));
  }

  private void awaitLeaders(String topic, int kafkaPartitions) throws IOException {
    Readiness.await(
        "see a leader for every Kafka partition of " + topic,
        PATIENCE,
        List.of(),
        () -> {
          List<TopicPartitionInfo> infos = describe(topic);
          return infos.size() == kafkaPartitions
              && infos.stream().noneMatch(info -> info.leader() == null || info.leader().isEmpty());
        });
  }

  private List<TopicPartitionInfo> describe(String topic) throws IOException {
    return done("describe topic " + topic, admin.describeTopics(List.of(topic)).allTopicNames())
        .values()
        .iterator()
        .next()
        .partitions();
  }

  private static <T> T done(String what, KafkaFuture<T> future) throws IOException {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Cannot " + what + ": interrupted.", e);
    } catch (ExecutionException e) {
      throw new IOException("Cannot " + what + ": " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new IOException("Cannot " + what + ": no answer within " + PATIENCE + ".", e);
    }
  }
}
