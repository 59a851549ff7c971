package io.sluice.job.kafka;

import io.sluice.job.kafka.KafkaAnswer.Known;
import io.sluice.job.kafka.KafkaAnswer.NotKnown;
import io.sluice.job.kafka.KafkaAnswer.Reason;
import io.sluice.mapper.kafka.KafkaOptions;
import io.sluice.options.ConfigurationException;
import io.sluice.tracker.offset.KafkaPartition;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeProducersResult;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigResource;

/** Reads {@link KafkaFacts} from a cluster. */
public final class AdminKafkaFacts implements KafkaFacts {
  /** Limits the size of a single request and answer in large clusters. */
  private static final int KAFKA_PARTITIONS_PER_CALL = 20_000;

  private static final int BROKERS_PER_CALL = 8;

  private final Admin admin;
  private final KafkaAnswers answers;
  private final TopicDescriptions descriptions;
  private final Map<String, ?> settings;
  private final Map<String, ?> consumerSettings;

  private AdminKafkaFacts(Admin admin, Map<String, ?> settings, Map<String, ?> consumerSettings) {
    this.admin = admin;
    this.answers = new KafkaAnswers(new Reachability(settings), retryPolicy(settings));
    this.descriptions = new TopicDescriptions(admin, answers);
    this.settings = settings;
    this.consumerSettings = consumerSettings;
  }

  private static Duration retryPolicy(Map<String, ?> settings) {
    int millis =
        new AdminClientConfig(Map.copyOf(settings))
            .getInt(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG);
    return Duration.ofMillis(millis);
  }

  /**
   * Creates the client; the first request opens the connection.
   *
   * @param settings of Kafka's admin client, {@code bootstrap.servers} among them
   * @throws KafkaUnavailableException if no address can be resolved
   * @throws ConfigurationException if Kafka's client refuses a setting
   */
  public static AdminKafkaFacts connect(Map<String, ?> settings) throws KafkaUnavailableException {
    return connect(settings, settings);
  }

  /**
   * Creates the client; the first request opens the connection.
   *
   * @param settings of Kafka's admin client, {@code bootstrap.servers} among them
   * @param consumerSettings of the consumer that {@link #firstReadable} makes
   * @throws KafkaUnavailableException if no address can be resolved
   * @throws ConfigurationException if Kafka's client refuses a setting
   */
  public static AdminKafkaFacts connect(Map<String, ?> settings, Map<String, ?> consumerSettings)
      throws KafkaUnavailableException {
    Reachability reachability = new Reachability(settings);
    Optional<String> others = reachability.otherProtocols();
    if (others.isPresent()) {
      throw new KafkaUnavailableException(
          "Cannot ask Kafka at %s: %s. Correct kafka.bootstrap.servers or kafka.security.protocol."
              .formatted(reachability.bootstrapServers(), others.orElseThrow()));
    }
    try {
      Admin admin = KafkaOptions.open(settings, () -> Admin.create(new HashMap<>(settings)));
      return new AdminKafkaFacts(admin, settings, consumerSettings);
    } catch (KafkaException e) {
      String why = KafkaAnswers.rootMessage(e);
      if (KafkaAnswers.rootOf(e) instanceof ConfigException && !why.startsWith("No resolvable")) {
        throw new ConfigurationException(
            "Cannot make a Kafka client for %s: %s. Correct that kafka.* key."
                .formatted(reachability.bootstrapServers(), why));
      }
      throw new KafkaUnavailableException(
          "Cannot make a Kafka client for "
              + reachability.bootstrapServers()
              + ": "
              + (why.startsWith("No resolvable") ? reachability.problem().orElse(why) : why)
              + ". Check kafka.bootstrap.servers and the other kafka.* keys.",
          e);
    }
  }

  @Override
  public String clusterId() throws KafkaUnavailableException {
    return answers.required("for its cluster id", admin.describeCluster().clusterId());
  }

  @Override
  public Set<String> topicNames() throws KafkaUnavailableException {
    ListTopicsOptions withInternal = new ListTopicsOptions().listInternal(true);
    return new TreeSet<>(
        answers.required("for its topics", admin.listTopics(withInternal).names()));
  }

  @Override
  public Map<String, KafkaAnswer<TopicFacts>> topics(Collection<String> names)
      throws KafkaUnavailableException {
    return descriptions.byName(names);
  }

  @Override
  public Map<String, KafkaAnswer<String>> namesById(Collection<String> topicIds)
      throws KafkaUnavailableException {
    return descriptions.namesById(topicIds);
  }

  @Override
  public Map<KafkaPartition, KafkaAnswer<Long>> offsets(
      OffsetKind which, Collection<KafkaPartition> kafkaPartitions)
      throws KafkaUnavailableException {
    OffsetSpec spec = which == OffsetKind.EARLIEST ? OffsetSpec.earliest() : OffsetSpec.latest();
    return listOffsets(
        kafkaPartitions,
        each -> spec,
        new ListOffsetsOptions(
            which == OffsetKind.LAST_STABLE
                ? IsolationLevel.READ_COMMITTED
                : IsolationLevel.READ_UNCOMMITTED));
  }

  @Override
  public Map<KafkaPartition, KafkaAnswer<Long>> firstSince(Map<KafkaPartition, Long> millis)
      throws KafkaUnavailableException {
    return listOffsets(
        millis.keySet(),
        each -> OffsetSpec.forTimestamp(millis.getOrDefault(each, 0L)),
        new ListOffsetsOptions());
  }

  private Map<KafkaPartition, KafkaAnswer<Long>> listOffsets(
      Collection<KafkaPartition> kafkaPartitions,
      Function<KafkaPartition, OffsetSpec> spec,
      ListOffsetsOptions options)
      throws KafkaUnavailableException {
    Map<KafkaPartition, KafkaAnswer<Long>> offsets = new HashMap<>(kafkaPartitions.size() * 2);
    for (List<KafkaPartition> some :
        KafkaAnswers.batches(kafkaPartitions, KAFKA_PARTITIONS_PER_CALL)) {
      Map<TopicPartition, OffsetSpec> asked = new HashMap<>(some.size() * 2);
      some.forEach(each -> asked.put(kafkas(each), spec.apply(each)));
      ListOffsetsResult result = admin.listOffsets(asked, options);
      for (KafkaPartition each : some) {
        offsets.put(
            each,
            descriptions.explained(
                each,
                answers.of(
                    result.partitionResult(kafkas(each)),
                    ListOffsetsResult.ListOffsetsResultInfo::offset)));
      }
    }
    return offsets;
  }

  @Override
  public Map<String, KafkaRelease> releases() throws KafkaUnavailableException {
    Collection<Node> nodes = answers.required("for its brokers", admin.describeCluster().nodes());
    Map<String, KafkaRelease> releases = new TreeMap<>();
    try (BrokerConnections connections = BrokerConnections.open(settings)) {
      connections
          .releases(nodes)
          .forEach((node, release) -> releases.put(node.host() + ":" + node.port(), release));
    }
    return releases;
  }

  @Override
  public KafkaAnswer<Map<KafkaPartition, Long>> logBytes(Set<String> topics)
      throws KafkaUnavailableException {
    Collection<Node> nodes = answers.required("for its brokers", admin.describeCluster().nodes());
    Map<KafkaPartition, Long> bytes = new HashMap<>();
    NotKnown<Map<KafkaPartition, Long>> refusal =
        new NotKnown<>(Reason.UNREACHABLE, "no broker reported the size of a log");
    for (List<Integer> some :
        KafkaAnswers.batches(nodes.stream().map(Node::id).sorted().toList(), BROKERS_PER_CALL)) {
      for (KafkaFuture<Map<String, LogDirDescription>> each :
          admin.describeLogDirs(some).descriptions().values()) {
        KafkaAnswer<Map<String, LogDirDescription>> answer = answers.of(each, dirs -> dirs);
        if (answer instanceof Known<Map<String, LogDirDescription>> dirs) {
          dirs.value().values().forEach(dir -> addSizes(dir, topics, bytes));
        } else if (answer instanceof NotKnown<Map<String, LogDirDescription>> none) {
          refusal = new NotKnown<>(none.reason(), none.message());
        }
      }
    }
    return bytes.isEmpty() && !topics.isEmpty() ? refusal : new Known<>(bytes);
  }

  private static void addSizes(
      LogDirDescription dir, Set<String> topics, Map<KafkaPartition, Long> bytes) {
    dir.replicaInfos()
        .forEach(
            (of, replica) -> {
              if (!replica.isFuture() && topics.contains(of.topic())) {
                // A replica that is catching up is smaller than its leader.
                bytes.merge(ours(of), replica.size(), Math::max);
              }
            });
  }

  @Override
  public Map<String, KafkaAnswer<TopicRetention>> retention(Collection<String> topics)
      throws KafkaUnavailableException {
    Map<String, KafkaAnswer<TopicRetention>> retention = new TreeMap<>();
    for (List<String> some : KafkaAnswers.batches(topics, TopicDescriptions.TOPICS_PER_CALL)) {
      List<ConfigResource> asked =
          some.stream().map(each -> new ConfigResource(ConfigResource.Type.TOPIC, each)).toList();
      for (var each : admin.describeConfigs(asked).values().entrySet()) {
        retention.put(each.getKey().name(), answers.of(each.getValue(), KafkaRetention::of));
      }
    }
    return retention;
  }

  @Override
  public Map<KafkaPartition, OpenTransaction> openTransactions(
      Collection<KafkaPartition> kafkaPartitions) throws KafkaUnavailableException {
    Map<KafkaPartition, OpenTransaction> open = new HashMap<>();
    for (List<KafkaPartition> some :
        KafkaAnswers.batches(kafkaPartitions, KAFKA_PARTITIONS_PER_CALL)) {
      DescribeProducersResult result =
          admin.describeProducers(some.stream().map(AdminKafkaFacts::kafkas).toList());
      for (KafkaPartition each : some) {
        answers
            .of(result.partitionResult(kafkas(each)), AdminKafkaFacts::oldestOpen)
            .known()
            .flatMap(oldest -> oldest)
            .ifPresent(oldest -> open.put(each, oldest));
      }
    }
    return open;
  }

  private static Optional<OpenTransaction> oldestOpen(PartitionProducerState state) {
    return state.activeProducers().stream()
        .filter(each -> each.currentTransactionStartOffset().isPresent())
        .map(
            each ->
                new OpenTransaction(
                    each.producerId(),
                    each.currentTransactionStartOffset().getAsLong(),
                    each.lastTimestamp()))
        .min(Comparator.comparingLong(OpenTransaction::start));
  }

  @Override
  public long firstReadable(KafkaPartition of, long offset) throws KafkaUnavailableException {
    try (ReadableOffsets offsets = ReadableOffsets.open(consumerSettings, kafkas(of))) {
      return offsets.firstFrom(offset);
    } catch (KafkaException e) {
      throw new KafkaUnavailableException(
          "Cannot find where "
              + of
              + " can be read at or behind offset "
              + offset
              + ": "
              + KafkaAnswers.rootMessage(e)
              + ". Say it again once its leader answers.",
          e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(5));
  }

  private static TopicPartition kafkas(KafkaPartition each) {
    return new TopicPartition(each.topic(), each.number());
  }

  private static KafkaPartition ours(TopicPartition each) {
    return new KafkaPartition(each.topic(), each.partition());
  }
}
