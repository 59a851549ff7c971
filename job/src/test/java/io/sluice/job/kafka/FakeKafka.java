package io.sluice.job.kafka;

import io.sluice.job.kafka.KafkaAnswer.Known;
import io.sluice.job.kafka.KafkaAnswer.NotKnown;
import io.sluice.job.kafka.KafkaAnswer.Reason;
import io.sluice.tracker.offset.KafkaPartition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A cluster of logs without records: it knows where they begin and end, and what was asked of it.
 */
public final class FakeKafka implements KafkaFacts {
  /** Of all transactions. */
  public static final long PRODUCER_ID = 4711;

  private final Map<String, FakeTopic> topics = new TreeMap<>();
  private final List<String> questions = new ArrayList<>();
  private final Map<String, KafkaRelease> releases = new TreeMap<>();
  private final List<KafkaPartition> askedForOffsets = new ArrayList<>();
  private final Set<String> indescribable = new HashSet<>();
  private String clusterId = "fake-cluster";
  private int created;
  private boolean allowsMore = true;
  private boolean asksById = true;
  private final Map<String, String> staleIds = new HashMap<>();
  private final Map<String, Runnable> events = new HashMap<>();

  /** Creates a topic, or creates it again under another id. */
  public FakeKafka create(String topic, int kafkaPartitions) {
    created++;
    topics.put(topic, new FakeTopic("id-" + topic + "-" + created));
    return grow(topic, kafkaPartitions);
  }

  public FakeKafka grow(String topic, int kafkaPartitions) {
    FakeTopic grown = topic(topic);
    while (grown.logs.size() < kafkaPartitions) {
      grown.logs.add(new FakeLog());
    }
    return this;
  }

  public FakeKafka delete(String topic) {
    topics.remove(topic);
    return this;
  }

  public FakeKafka retain(String topic, TopicRetention retention) {
    topic(topic).retention = retention;
    return this;
  }

  public FakeKafka append(String topic, int number, long records, long bytes) {
    return append(topic, number, records, bytes, 0);
  }

  public FakeKafka append(String topic, int number, long records, long bytes, long timestamp) {
    FakeLog log = log(topic, number);
    if (records > 0) {
      log.timestamps.putIfAbsent(timestamp, log.end);
    }
    log.end += records;
    log.stable = log.end;
    log.bytes += bytes;
    return this;
  }

  /** Of a producer that has written just now. */
  public FakeKafka appendUndecided(String topic, int number, long records) {
    return appendUndecided(topic, number, records, Long.MAX_VALUE);
  }

  public FakeKafka appendUndecided(String topic, int number, long records, long timestamp) {
    FakeLog log = log(topic, number);
    log.end += records;
    log.undecidedAt = timestamp;
    return this;
  }

  public FakeKafka expire(String topic, int number, long before) {
    log(topic, number).start = before;
    return this;
  }

  /** Cuts the log's end, as an unclean election does. */
  public FakeKafka truncate(String topic, int number, long end) {
    FakeLog log = log(topic, number);
    log.end = end;
    log.stable = end;
    return this;
  }

  /** Lets nothing be read of these offsets. */
  public FakeKafka corrupt(String topic, int number, long start, long end) {
    log(topic, number).corruptFrom = start;
    log(topic, number).corruptTo = end;
    return this;
  }

  public FakeKafka takeLeader(String topic, int number) {
    log(topic, number).leaderless = true;
    return this;
  }

  public FakeKafka giveLeader(String topic, int number) {
    log(topic, number).leaderless = false;
    return this;
  }

  public FakeKafka forbid(String topic) {
    indescribable.add(topic);
    return this;
  }

  public FakeKafka allow(String topic) {
    indescribable.remove(topic);
    return this;
  }

  /** As with a principal that has Describe and Read alone. */
  public FakeKafka forbidSizes() {
    allowsMore = false;
    return this;
  }

  /** As brokers older than Kafka 2.8. */
  public FakeKafka withoutTopicIds() {
    topics.values().forEach(each -> each.id = "");
    asksById = false;
    return this;
  }

  public FakeKafka broker(String address, KafkaRelease release) {
    releases.put(address, release);
    return this;
  }

  /**
   * The next description of topics has this ID of the topic, as of a broker with stale metadata.
   */
  public FakeKafka answerOnce(String topic, String id) {
    staleIds.put(topic, id);
    return this;
  }

  /** Each description of topics from now on has this ID of the topic. */
  public FakeKafka answerAlways(String topic, String id) {
    topic(topic).id = id;
    return this;
  }

  /** Kafka partitions whose offsets were asked, each once. */
  public List<KafkaPartition> askedForOffsets() {
    return askedForOffsets.stream().distinct().sorted().toList();
  }

  /** As brokers older than Kafka 3.1, and as a broker that is cut off from its controller. */
  public FakeKafka cannotAskById() {
    asksById = false;
    return this;
  }

  public String idOf(String topic) {
    return topic(topic).id;
  }

  /** Happens as soon as the next question of this name is answered. */
  public FakeKafka after(String question, Runnable event) {
    events.put(question, event);
    return this;
  }

  private void asked(String question) {
    questions.add(question);
  }

  private void answered(String question) {
    Runnable event = events.remove(question);
    if (event != null) {
      event.run();
    }
  }

  public FakeKafka becomeCluster(String id) {
    clusterId = id;
    return this;
  }

  public List<String> questions() {
    return List.copyOf(questions);
  }

  public void forgetQuestions() {
    questions.clear();
    askedForOffsets.clear();
  }

  @Override
  public String clusterId() {
    questions.add("clusterId");
    return clusterId;
  }

  @Override
  public Map<String, KafkaRelease> releases() {
    return Map.copyOf(releases);
  }

  @Override
  public Set<String> topicNames() {
    questions.add("topicNames");
    return new TreeSet<>(topics.keySet());
  }

  @Override
  public Map<String, KafkaAnswer<TopicFacts>> topics(Collection<String> names) {
    asked("topics");
    Map<String, KafkaAnswer<TopicFacts>> answers =
        names.stream().distinct().collect(Collectors.toMap(each -> each, this::describe));
    staleIds.clear();
    answered("topics");
    return answers;
  }

  @Override
  public Map<String, KafkaAnswer<String>> namesById(Collection<String> topicIds) {
    asked("namesById");
    return topicIds.stream().distinct().collect(Collectors.toMap(each -> each, this::nameOf));
  }

  private KafkaAnswer<String> nameOf(String id) {
    if (!asksById) {
      return new NotKnown<>(Reason.UNREACHABLE, "The broker does not support it");
    }
    return topics.entrySet().stream()
        .filter(each -> each.getValue().id.equals(id))
        .map(each -> (KafkaAnswer<String>) new Known<>(each.getKey()))
        .findFirst()
        .orElseGet(() -> new NotKnown<>(Reason.MISSING, "This server does not host this topic ID"));
  }

  private KafkaAnswer<TopicFacts> describe(String name) {
    FakeTopic topic = topics.get(name);
    if (topic == null) {
      return new NotKnown<>(Reason.MISSING, "This server does not host this topic-partition");
    }
    if (indescribable.contains(name)) {
      return new NotKnown<>(Reason.FORBIDDEN, "Topic authorization failed");
    }
    String id = staleIds.getOrDefault(name, topic.id);
    return new Known<>(new TopicFacts(id, topic.numbers(false), topic.numbers(true)));
  }

  @Override
  public Map<KafkaPartition, KafkaAnswer<Long>> offsets(
      OffsetKind which, Collection<KafkaPartition> kafkaPartitions) {
    asked("offsets " + which);
    askedForOffsets.addAll(kafkaPartitions);
    Map<KafkaPartition, KafkaAnswer<Long>> answers = new HashMap<>();
    kafkaPartitions.forEach(each -> answers.put(each, ask(each, log -> log.offset(which))));
    answered("offsets " + which);
    return answers;
  }

  @Override
  public Map<KafkaPartition, KafkaAnswer<Long>> firstSince(Map<KafkaPartition, Long> millis) {
    questions.add("firstSince");
    Map<KafkaPartition, KafkaAnswer<Long>> answers = new HashMap<>();
    millis.forEach((each, since) -> answers.put(each, ask(each, log -> log.firstSince(since))));
    return answers;
  }

  private KafkaAnswer<Long> ask(KafkaPartition of, ToLongFunction<FakeLog> question) {
    FakeTopic topic = topics.get(of.topic());
    if (topic == null || topic.logs.size() <= of.number()) {
      return new NotKnown<>(Reason.MISSING, "This server does not host this topic-partition");
    }
    FakeLog log = topic.logs.get(of.number());
    if (log.leaderless) {
      return new NotKnown<>(Reason.UNREACHABLE, "There is no leader");
    }
    return new Known<>(question.applyAsLong(log));
  }

  @Override
  public KafkaAnswer<Map<KafkaPartition, Long>> logBytes(Set<String> of) {
    questions.add("logBytes");
    if (!allowsMore) {
      return new NotKnown<>(Reason.FORBIDDEN, "Cluster authorization failed");
    }
    Map<KafkaPartition, Long> bytes = new HashMap<>();
    for (String name : of) {
      FakeTopic topic = topics.get(name);
      if (topic != null) {
        IntStream.range(0, topic.logs.size())
            .forEach(n -> bytes.put(new KafkaPartition(name, n), topic.logs.get(n).bytes));
      }
    }
    return new Known<>(bytes);
  }

  @Override
  public Map<String, KafkaAnswer<TopicRetention>> retention(Collection<String> of) {
    questions.add("retention");
    return of.stream()
        .collect(
            Collectors.toMap(
                each -> each,
                each ->
                    allowsMore && topics.containsKey(each)
                        ? new Known<>(topic(each).retention)
                        : new NotKnown<>(Reason.FORBIDDEN, "Topic authorization failed")));
  }

  @Override
  public Map<KafkaPartition, OpenTransaction> openTransactions(Collection<KafkaPartition> in) {
    questions.add("openTransactions");
    Map<KafkaPartition, OpenTransaction> open = new HashMap<>();
    for (KafkaPartition each : in) {
      FakeLog log = log(each.topic(), each.number());
      if (log.stable < log.end) {
        open.put(each, new OpenTransaction(PRODUCER_ID, log.stable, log.undecidedAt));
      }
    }
    return open;
  }

  @Override
  public long firstReadable(KafkaPartition of, long offset) {
    questions.add("firstReadable");
    FakeLog log = log(of.topic(), of.number());
    return log.corruptFrom <= offset && offset < log.corruptTo ? log.corruptTo : offset;
  }

  @Override
  public void close() {
    questions.add("close");
  }

  private FakeTopic topic(String name) {
    FakeTopic topic = topics.get(name);
    if (topic == null) {
      throw new IllegalArgumentException("No topic " + name);
    }
    return topic;
  }

  private FakeLog log(String topic, int number) {
    return topic(topic).logs.get(number);
  }

  private static final class FakeTopic {
    private final List<FakeLog> logs = new ArrayList<>();
    private String id;
    private TopicRetention retention =
        new TopicRetention(7L * 24 * 3600 * 1000, TopicRetention.UNLIMITED);

    FakeTopic(String id) {
      this.id = id;
    }

    List<Integer> numbers(boolean leaderless) {
      return IntStream.range(0, logs.size())
          .filter(n -> logs.get(n).leaderless == leaderless)
          .boxed()
          .toList();
    }
  }

  private static final class FakeLog {
    private final NavigableMap<Long, Long> timestamps = new TreeMap<>();
    private long start;
    private long stable;
    private long end;
    private long bytes;
    private long undecidedAt;
    private boolean leaderless;
    private long corruptFrom;
    private long corruptTo;

    long offset(OffsetKind which) {
      return switch (which) {
        case EARLIEST -> start;
        case LAST_STABLE -> stable;
        case LOG_END -> end;
      };
    }

    /** Timestamps are given in ascending order, as they mostly are. */
    long firstSince(long millis) {
      Map.Entry<Long, Long> found = timestamps.ceilingEntry(millis);
      if (found == null || start >= end) {
        return NONE_SINCE;
      }
      return Math.max(start, found.getValue());
    }
  }
}
