package io.sluice.proof.simulation.log;

import io.sluice.proof.simulation.log.LogItem.Kind;
import io.sluice.tracker.commit.Generation;
import io.sluice.tracker.commit.KafkaTruth;
import io.sluice.tracker.commit.Row;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.LeaderEpoch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A cluster: its topics as they are, and all that ever stood in their logs. */
public final class KafkaModel implements KafkaTruth {
  private record LogId(String topicId, int number) {}

  private final Map<String, String> ids = new TreeMap<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private final Map<String, List<String>> formerIds = new TreeMap<>();
  private final Map<LogId, ModelLog> logs = new HashMap<>();
  private final Map<Long, LogItem> written = new HashMap<>();
  private final Map<Long, LogId> where = new HashMap<>();
  private MessageFormat format = MessageFormat.NEW;
  private long serial;
  private int created;

  public KafkaModel copy() {
    KafkaModel copy = new KafkaModel();
    copy.ids.putAll(ids);
    copy.counts.putAll(counts);
    formerIds.forEach((topic, former) -> copy.formerIds.put(topic, new ArrayList<>(former)));
    logs.forEach((id, log) -> copy.logs.put(id, log.copy()));
    copy.written.putAll(written);
    copy.where.putAll(where);
    copy.format = format;
    copy.serial = serial;
    copy.created = created;
    return copy;
  }

  /** Logs that are created from here on are written so. */
  public void format(MessageFormat now) {
    format = now;
  }

  /** Creates a topic; one of that name is deleted first. */
  public void create(String topic, int kafkaPartitions) {
    delete(topic);
    created++;
    ids.put(topic, "id" + created + "-" + topic);
    counts.put(topic, 0);
    grow(topic, kafkaPartitions);
  }

  public void delete(String topic) {
    kafkaPartitions(topic).forEach(each -> log(each).ifPresent(ModelLog::delete));
    formerIds.computeIfAbsent(topic, key -> new ArrayList<>()).add(ids.getOrDefault(topic, ""));
    ids.remove(topic);
    counts.remove(topic);
  }

  public void grow(String topic, int kafkaPartitions) {
    for (int number = count(topic); number < kafkaPartitions; number++) {
      logs.put(new LogId(id(topic), number), new ModelLog(format));
      counts.put(topic, number + 1);
    }
  }

  private int count(String topic) {
    return counts.getOrDefault(topic, 0);
  }

  String id(String topic) {
    return ids.getOrDefault(topic, "");
  }

  /** IDs of topics of that name that were deleted. */
  List<String> formerIds(String topic) {
    return formerIds.getOrDefault(topic, List.of()).stream().filter(id -> !id.isEmpty()).toList();
  }

  public Set<String> topics() {
    return ids.keySet();
  }

  public boolean hasId(String topicId) {
    return ids.containsValue(topicId);
  }

  public List<KafkaPartition> kafkaPartitions(String topic) {
    List<KafkaPartition> all = new ArrayList<>();
    for (int number = 0; number < count(topic); number++) {
      all.add(new KafkaPartition(topic, number));
    }
    return all;
  }

  public List<KafkaPartition> kafkaPartitions() {
    return ids.keySet().stream().flatMap(topic -> kafkaPartitions(topic).stream()).toList();
  }

  /** The log as it is now. */
  public Optional<ModelLog> log(KafkaPartition of) {
    return Optional.ofNullable(logs.get(new LogId(id(of.topic()), of.number())));
  }

  public void append(KafkaPartition to, long now, Kind kind) {
    log(to).ifPresent(log -> append(new LogId(id(to.topic()), to.number()), log, now, kind));
  }

  private void append(LogId id, ModelLog log, long now, Kind kind) {
    serial++;
    written.put(serial, log.append(serial, now, kind));
    where.put(serial, id);
  }

  /** Decides the open transaction, and writes its marker. */
  public void decide(KafkaPartition of, long now, boolean aborted) {
    log(of)
        .filter(ModelLog::isOpen)
        .ifPresent(
            log -> {
              log.decide(aborted);
              append(of, now, Kind.HOLE);
            });
  }

  private Optional<ModelLog> log(Generation generation) {
    return Optional.ofNullable(
        logs.get(new LogId(generation.topicId(), generation.kafkaPartition())));
  }

  @Override
  public boolean isGap(Generation generation, Gap.Kind kind, long offset) {
    return log(generation)
        .filter(
            log ->
                switch (kind) {
                  case ABSENT -> log.wasHole(offset);
                  case TOMBSTONE -> log.wasTombstone(offset);
                  case LOST -> log.isLost(offset);
                  case FILTERED -> false;
                })
        .isPresent();
  }

  @Override
  public boolean isOf(Generation generation, long offset, String name) {
    long asked = Long.parseLong(name);
    LogItem item = written.get(asked);
    return item != null
        && item.offset() == offset
        && new LogId(generation.topicId(), generation.kafkaPartition()).equals(where.get(asked));
  }

  @Override
  public int epoch(String name) {
    LogItem item = written.get(Long.parseLong(name));
    return item == null ? LeaderEpoch.UNKNOWN : item.epoch();
  }

  @Override
  public boolean isReadUntil(Generation generation, long offset, long millis) {
    return log(generation)
        .filter(log -> !log.isDeleted() && !log.isReadUntil(offset, millis))
        .isEmpty();
  }

  @Override
  public long start(Generation generation) {
    return log(generation).map(ModelLog::start).orElse(0L);
  }

  @Override
  public boolean wasCut(Generation generation, long offset, String behind) {
    long serialBehind = behind.equals(Row.ANY) ? 0 : Long.parseLong(behind);
    return log(generation)
        .filter(log -> !log.wasCut(offset, serialBehind) && !log.hasForgotten(offset))
        .isEmpty();
  }

  @Override
  public long bad(Generation generation, long offset) {
    return log(generation).map(log -> log.bad(offset)).orElse(0L);
  }

  @Override
  public boolean isGone(String topicId) {
    return !hasId(topicId);
  }

  @Override
  public boolean isOneLife(String earlier, String later) {
    LogItem first = written.get(Long.parseLong(earlier));
    LogItem item = written.get(Long.parseLong(later));
    while (first != null && item != null && item.offset() > first.offset()) {
      item = written.get(item.previous());
    }
    return first != null && item != null && item.serial() == first.serial();
  }

  @Override
  public boolean hasEpochs(String earlier, String later) {
    LogItem first = written.get(Long.parseLong(earlier));
    LogItem item = written.get(Long.parseLong(later));
    ModelLog log = logs.get(where.get(Long.parseLong(earlier)));
    return first != null
        && item != null
        && log != null
        && log.hasEpochs(first.offset(), item.offset(), first.serial());
  }
}
