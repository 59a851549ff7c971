package io.sluice.job.planning;

import io.sluice.job.planning.LandingSchemas.Fixed;
import io.sluice.job.planning.LandingSchemas.Landing;
import io.sluice.job.planning.LandingSchemas.LayoutAnswer;
import io.sluice.job.planning.TopicDirectories.Check;
import io.sluice.job.planning.begin.PlanHolds;
import io.sluice.job.planning.begin.Remark;
import io.sluice.job.planning.work.Allotment;
import io.sluice.job.planning.work.Capacity;
import io.sluice.job.planning.work.Demand;
import io.sluice.job.planning.work.Share;
import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.Hold.Cause;
import io.sluice.tracker.entry.TopicState;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Selects the ranges that a run reads, of topics that can land. The directory of every topic with
 * something to read is checked, whether the run has room for it or not, so that a ledger that was
 * set back is detected before it advances to the versions of landed files. Schemas are requested
 * only for topics for which the run has room, and for topics that are held because of their schema.
 * The room of a topic that cannot land is given to the next one.
 */
final class LandableTopics {
  private final LandingSchemas schemas;
  private final TopicDirectories directories;
  private final TopicDirectories.Visitor visitor;
  private final Map<String, TopicState> ledger;
  private final PlanHolds holds;
  private final List<Remark> remarks;
  private final Map<String, Fixed> fixed = new HashMap<>();
  private final Map<String, Map<String, String>> layouts = new HashMap<>();
  private final Set<String> asked = new HashSet<>();
  private final Set<String> unfit = new TreeSet<>();
  private List<Share> shares = List.of();

  LandableTopics(
      LandingSchemas schemas,
      TopicDirectories directories,
      TopicDirectories.Visitor visitor,
      Map<String, TopicState> ledger,
      PlanHolds holds,
      List<Remark> remarks) {
    this.schemas = schemas;
    this.directories = directories;
    this.visitor = visitor;
    this.ledger = ledger;
    this.holds = holds;
    this.remarks = remarks;
  }

  /**
   * Chooses among the readable topics.
   *
   * @param topics all topics that may be read; those held because of schema or directory are
   *     checked again, even if they have nothing to read
   */
  void choose(Collection<Demand> demands, Set<String> topics, Capacity capacity)
      throws IOException {
    Set<String> ask = new TreeSet<>();
    topics.stream().filter(this::wasHeld).forEach(ask::add);
    Set<String> judged = new TreeSet<>(ask);
    demands.forEach(demand -> judged.add(demand.topic()));
    judge(judged);
    do {
      ask(ask);
      shares =
          Allotment.of(
              demands.stream().filter(each -> !unfit.contains(each.topic())).toList(), capacity);
      ask.clear();
      shares.forEach(share -> ask.add(share.demand().topic()));
      ask.removeAll(asked);
    } while (!ask.isEmpty());
  }

  private boolean wasHeld(String topic) {
    return holds.wasHeld(topic, Cause.SCHEMA)
        || holds.wasHeld(topic, Cause.LAYOUT)
        || holds.wasHeld(topic, Cause.DIRECTORY)
        || holds.wasHeld(topic, Cause.OWNER)
        || holds.wasHeld(topic, Cause.LEDGER_SET_BACK);
  }

  private void ask(Set<String> topics) throws IOException {
    if (topics.isEmpty()) {
      return;
    }
    asked.addAll(topics);
    Map<String, String> landedBefore = new TreeMap<>();
    for (String topic : topics) {
      TopicState state = ledger.get(topic);
      landedBefore.put(topic, state == null ? "" : state.schemaFingerprint());
    }
    schemas.fix(landedBefore).forEach(this::take);
    topics.forEach(this::judgeLayout);
  }

  private void judge(Set<String> topics) throws IOException {
    if (topics.isEmpty()) {
      return;
    }
    directories
        .warnings(visitor)
        .forEach(each -> remarks.add(new Remark(Remark.Kind.WARNING, "", each)));
    TopicDirectories.Visitor knowing = visitor.knowing(ledger, topics);
    Set<String> unsuspected = new TreeSet<>(topics);
    for (String topic : topics) {
      OptionalLong since = holds.heldSince(topic, Cause.LEDGER_SET_BACK);
      if (since.isPresent()) {
        // Nothing of it has landed since then, so files with that version or a later one belong to
        // a lost ledger, even if this ledger has reached the version by now.
        unsuspected.remove(topic);
        directories
            .check(Set.of(topic), knowing.reached(since.getAsLong() - 1))
            .forEach(this::take);
      }
    }
    directories.check(unsuspected, knowing).forEach(this::take);
  }

  private void take(String topic, Landing landing) {
    if (landing instanceof LandingSchemas.NotNow notNow) {
      leaveOut(topic, Remark.Kind.LEFT_OUT, notNow.message());
      return;
    }
    if (landing instanceof LandingSchemas.Blocked blocked) {
      leaveOut(topic, Remark.Kind.BLOCKED, blocked.message());
      return;
    }
    holds.clear(topic, Hold.WHOLE_TOPIC, Cause.SCHEMA);
    if (landing instanceof LandingSchemas.Unfit no) {
      unfit.add(topic);
      holds.hold(topic, Hold.WHOLE_TOPIC, Cause.SCHEMA, no.message());
    } else if (landing instanceof Fixed schema) {
      fixed.put(topic, schema);
      schema.notes().forEach(each -> remarks.add(new Remark(Remark.Kind.WARNING, topic, each)));
    }
  }

  private void judgeLayout(String topic) {
    TopicState state = ledger.get(topic);
    LayoutAnswer answer = schemas.layout(topic, state == null ? Map.of() : state.layout());
    layouts.put(topic, answer.layout());
    holds.clear(topic, Hold.WHOLE_TOPIC, Cause.LAYOUT);
    if (!answer.splitting().isEmpty()) {
      unfit.add(topic);
      holds.hold(
          topic,
          Hold.WHOLE_TOPIC,
          Cause.LAYOUT,
          "Cannot land topic %s: its directory holds files of another layout, and readers would see only a part of it: %s. Set it back, or accept the change: holds --release %s --as accept-change --reason TEXT --execute"
              .formatted(
                  topic,
                  String.join("; ", answer.splitting()),
                  Hold.idOf(topic, Hold.WHOLE_TOPIC, Cause.LAYOUT)));
    } else if (!answer.others().isEmpty()) {
      remarks.add(
          new Remark(
              Remark.Kind.WARNING,
              topic,
              "Topic %s lands with other columns than before: %s."
                  .formatted(topic, String.join("; ", answer.others()))));
    }
  }

  private void leaveOut(String topic, Remark.Kind kind, String message) {
    unfit.add(topic);
    remarks.add(new Remark(kind, topic, message));
  }

  private void take(String topic, Check check) {
    holds.clear(topic, Hold.WHOLE_TOPIC, Cause.DIRECTORY);
    holds.clear(topic, Hold.WHOLE_TOPIC, Cause.OWNER);
    holds.clear(topic, Hold.WHOLE_TOPIC, Cause.LEDGER_SET_BACK);
    if (check instanceof TopicDirectories.Unusable no) {
      unfit.add(topic);
      holds.hold(topic, Hold.WHOLE_TOPIC, no.cause(), no.message());
    } else if (check instanceof TopicDirectories.Usable usable) {
      usable.warnings().forEach(each -> remarks.add(new Remark(Remark.Kind.WARNING, topic, each)));
    }
  }

  /** In the given order. */
  List<Share> shares() {
    return shares;
  }

  /** Topics of which nothing may be read or counted as passed. */
  Set<String> unfit() {
    return unfit;
  }

  /** The layout of the topic's files in this run. */
  Map<String, String> layout(String topic) {
    return layouts.getOrDefault(topic, Map.of());
  }

  Fixed schema(String topic) {
    Fixed schema = fixed.get(topic);
    if (schema == null) {
      throw new IllegalStateException("No landing schema was fixed for " + topic);
    }
    return schema;
  }
}
