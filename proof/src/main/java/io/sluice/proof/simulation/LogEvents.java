package io.sluice.proof.simulation;

import io.sluice.proof.simulation.log.KafkaModel;
import io.sluice.proof.simulation.log.LogItem.Kind;
import io.sluice.proof.simulation.log.MessageFormat;
import io.sluice.proof.simulation.log.ModelLog;
import io.sluice.tracker.offset.KafkaPartition;
import java.util.List;
import java.util.Random;

/** Generates the events of Kafka's logs. */
final class LogEvents {
  private static final int MOST = 8;

  private final History history;
  private final KafkaModel kafka;
  private final Random random;

  LogEvents(History history) {
    this.history = history;
    this.kafka = history.kafka();
    this.random = history.random();
  }

  void begin() {
    kafka.format(
        switch (history.profile().epochs()) {
          case ALL -> MessageFormat.NEW;
          case NONE -> MessageFormat.OLD;
          case SOME -> random.nextBoolean() ? MessageFormat.NEW : MessageFormat.OLD;
        });
    kafka.create("orders", 1 + random.nextInt(3));
    kafka.create("clicks", 1);
    grow();
  }

  /** Producers go on. */
  void grow() {
    kafka.kafkaPartitions().forEach(each -> produce(each, random.nextInt(MOST)));
  }

  /** Each log has a record more, and no open transaction. */
  void growByOne() {
    for (KafkaPartition each : kafka.kafkaPartitions()) {
      kafka.append(each, now(), Kind.RECORD);
      kafka.decide(each, now(), false);
    }
  }

  /** Perhaps a topic has no leaders for a while. */
  void loseLeaders() {
    if (random.nextBoolean()) {
      List<String> topics = List.copyOf(kafka.topics());
      if (!topics.isEmpty()) {
        String topic = topics.get(random.nextInt(topics.size()));
        kafka
            .kafkaPartitions(topic)
            .forEach(each -> kafka.log(each).ifPresent(log -> log.leaderless(true)));
        history.record("kafka", topic + " has no leaders", "");
        history.count(Occurrence.NO_LEADER);
      }
    }
  }

  /** Somebody deletes a topic and creates it again. */
  void recreate(String topic) {
    kafka.create(topic, 1 + random.nextInt(2));
    kafka.kafkaPartitions(topic).forEach(each -> produce(each, random.nextInt(2 * MOST)));
    history.record("kafka", topic + " is created again", "");
    history.count(Occurrence.TOPIC_RECREATED);
  }

  private void produce(KafkaPartition to, int records) {
    for (int i = 0; i < records; i++) {
      int drawn = random.nextInt(history.profile().bad());
      kafka.append(to, now(), drawn == 0 ? Kind.BAD : drawn == 1 ? Kind.TOMBSTONE : Kind.RECORD);
    }
  }

  private long now() {
    return history.world().clock().millis();
  }

  /** Ends everything that kept brokers from answering. */
  void heal() {
    kafka
        .kafkaPartitions()
        .forEach(each -> kafka.log(each).ifPresent(log -> log.leaderless(false)));
  }

  void happen() {
    List<KafkaPartition> all = kafka.kafkaPartitions();
    if (all.isEmpty()) {
      kafka.create("orders", 1);
      return;
    }
    KafkaPartition each = all.get(random.nextInt(all.size()));
    kafka.log(each).ifPresent(log -> happen(each, log));
  }

  private void happen(KafkaPartition each, ModelLog log) {
    switch (random.nextInt(history.profile().epochs() == Profile.Epochs.SOME ? 16 : 14)) {
      case 0, 1, 2, 3 -> {
        int records = 1 + random.nextInt(MOST);
        produce(each, records);
        record(each, "has " + records + " records more");
      }
      case 4 -> {
        long until = log.start() + 1 + random.nextInt(MOST);
        log.expire(until);
        record(each, "begins at " + log.start(), Occurrence.LOG_EXPIRED);
      }
      case 5 -> {
        log.elect(log.end());
        record(each, "has epoch " + log.epoch(), Occurrence.LEADER_MOVED);
      }
      case 6 -> {
        long cut = log.end() - random.nextInt(MOST);
        log.elect(cut);
        record(each, "is cut to " + log.end() + ", epoch " + log.epoch(), Occurrence.LOG_CUT);
        produce(each, random.nextInt(MOST));
      }
      case 7 -> {
        log.leaderless(!log.isLeaderless());
        record(each, "leaderless: " + log.isLeaderless(), Occurrence.NO_LEADER);
      }
      case 8 -> {
        if (random.nextInt(4) == 0) {
          kafka.delete(each.topic());
          record(each, "its topic is deleted", Occurrence.TOPIC_DELETED);
        } else if (random.nextInt(3) == 0) {
          kafka.create(each.topic(), 1 + random.nextInt(2));
          kafka.kafkaPartitions(each.topic()).forEach(n -> produce(n, random.nextInt(2 * MOST)));
          record(each, "its topic is created again", Occurrence.TOPIC_RECREATED);
        }
      }
      case 9 -> {
        int count = kafka.kafkaPartitions(each.topic()).size();
        if (count < 4) {
          kafka.grow(each.topic(), count + 1);
          produce(new KafkaPartition(each.topic(), count), random.nextInt(MOST));
          record(each, "its topic has " + (count + 1), Occurrence.NEW_KAFKA_PARTITION);
        }
      }
      case 10 -> {
        if (!kafka.topics().contains("views")) {
          kafka.create("views", 1);
          produce(new KafkaPartition("views", 0), random.nextInt(MOST));
          record(each, "topic views is created", Occurrence.NEW_TOPIC);
        }
      }
      case 11, 12 -> transaction(each, log);
      case 14, 15 -> {
        log.format(log.format() == MessageFormat.NEW ? MessageFormat.OLD : MessageFormat.NEW);
        record(each, "is written in the format " + log.format(), Occurrence.FORMAT_CHANGED);
        produce(each, random.nextInt(MOST));
      }
      default -> {
        for (int i = 0; i < 3; i++) {
          log.compact(log.start() + random.nextInt(2 * MOST));
        }
        record(each, "is compacted", Occurrence.LOG_COMPACTED);
      }
    }
  }

  private void transaction(KafkaPartition each, ModelLog log) {
    if (log.isOpen()) {
      boolean aborted = random.nextBoolean();
      kafka.decide(each, now(), aborted);
      record(each, aborted ? "aborts" : "commits", Occurrence.TRANSACTION_ABORTED);
    } else {
      log.open();
      produce(each, 1 + random.nextInt(3));
      record(each, "has an open transaction", Occurrence.TRANSACTION_OPEN);
    }
  }

  private void record(KafkaPartition each, String what, Occurrence... things) {
    history.record("kafka", each + " " + what, "");
    for (Occurrence thing : things) {
      history.count(thing);
    }
  }
}
