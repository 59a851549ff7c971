package io.sluice.job.planning.begin;

import io.sluice.job.config.TopicPlanningOptions;
import io.sluice.job.kafka.KafkaAnswer;
import io.sluice.job.kafka.KafkaAnswer.Known;
import io.sluice.job.kafka.KafkaAnswer.NotKnown;
import io.sluice.job.kafka.KafkaAnswer.Reason;
import io.sluice.job.kafka.KafkaFacts;
import io.sluice.job.kafka.KafkaUnavailableException;
import io.sluice.job.kafka.TopicFacts;
import io.sluice.job.planning.begin.TopicSelection.Birth;
import io.sluice.options.BoundedPattern.Match;
import io.sluice.options.ConfigurationException;
import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.TopicPatterns;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.offset.KafkaPartition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The topics of a configuration, described before any offset is requested. */
public final class DescribedTopics {
  private static final String GONE = "Kafka has no topic %s any more";

  private final OffsetState head;
  private final Function<String, Birth> births;
  private final Function<String, TopicPlanningOptions> options;
  private final List<Remark> remarks;
  private final Map<String, TopicDraft> drafts = new TreeMap<>();
  private final List<TopicDraft> aside = new ArrayList<>();
  private final Map<String, String> pending = new TreeMap<>();
  private final Map<String, String> gone = new TreeMap<>();

  private DescribedTopics(
      OffsetState head, Function<String, TopicPlanningOptions> options, List<Remark> remarks) {
    this.head = head;
    births = TopicSelection.births(head);
    this.options = options;
    this.remarks = remarks;
  }

  public static DescribedTopics describe(
      KafkaFacts kafka,
      TopicPatterns patterns,
      OffsetState head,
      Function<String, TopicPlanningOptions> options,
      List<Remark> remarks)
      throws KafkaUnavailableException {
    TopicSelection selection = new TopicSelection(patterns);
    Set<String> existing = selection.asksByNameOnly() ? Set.of() : kafka.topicNames();
    selection.unmatched(existing).ifPresent(remarks::add);
    Set<String> names = selection.of(existing);
    DescribedTopics topics = new DescribedTopics(head, options, remarks);
    selection.undecided(existing).forEach(topics::leaveUndecided);
    kafka.topics(names).forEach(topics::take);
    topics.reportOldBrokers();
    topics.findGone(selection, names);
    return topics;
  }

  /** Topics that are held and that this run does not describe. */
  private void findGone(TopicSelection selection, Set<String> names) {
    for (Hold held : head.held()) {
      Match match = selection.match(held.topic());
      if (match == Match.NO) {
        gone.put(
            held.topic(), "topic %s is not in the configuration any more".formatted(held.topic()));
      } else if (match == Match.YES && !names.contains(held.topic())) {
        gone.put(held.topic(), GONE.formatted(held.topic()));
      }
    }
  }

  /** Topics with holds that are gone from Kafka or from the configuration, each with the reason. */
  public Map<String, String> gone() {
    return gone;
  }

  /** Only topics for whose names a pattern needs too many steps are left out. */
  private void leaveUndecided(String topic, String why) {
    remarks.add(
        new Remark(Remark.Kind.BLOCKED, topic, "Cannot read topic %s: %s.".formatted(topic, why)));
    if (births.apply(topic) == Birth.NEW_IN_THE_CONFIGURATION) {
      pending.put(topic, why);
    }
  }

  private void take(String topic, KafkaAnswer<TopicFacts> answer) {
    Birth birth = births.apply(topic);
    try {
      TopicPlanningOptions unused = options.apply(topic);
    } catch (ConfigurationException e) {
      // The settings themselves were checked before; only the choice for this topic has failed.
      leaveUndecided(topic, String.join(" ", e.problems()).replaceFirst("\\.$", ""));
      return;
    }
    if (answer instanceof Known<TopicFacts> facts) {
      drafts.put(topic, draft(topic, birth, facts.value()));
    } else if (answer instanceof NotKnown<TopicFacts> none) {
      report(topic, none);
      if (none.reason() == Reason.MISSING) {
        gone.put(topic, GONE.formatted(topic));
      }
      if (none.reason() != Reason.MISSING && birth == Birth.NEW_IN_THE_CONFIGURATION) {
        pending.put(topic, none.message());
      } else if (none.reason() != Reason.MISSING && birth == Birth.SINCE_THE_HEAD) {
        // After it is in the ledger, it is read from its beginning.
        TopicFacts nothing = new TopicFacts("", List.of(), List.of());
        drafts.put(topic, draft(topic, birth, nothing));
      }
    }
  }

  private TopicDraft draft(String topic, Birth birth, TopicFacts facts) {
    String knownId = head.topic(topic).map(TopicState::topicId).orElse("");
    return new TopicDraft(topic, birth, options.apply(topic), facts, knownId);
  }

  private void report(String topic, NotKnown<TopicFacts> none) {
    if (none.reason() == Reason.MISSING) {
      String once = head.topic(topic).isPresent() ? " any more" : "";
      remarks.add(
          new Remark(
              Remark.Kind.MISSING,
              topic,
              "Cannot read topic %s: there is none of that name%s. Create it, or remove it from topics."
                  .formatted(topic, once)));
    } else {
      boolean forbidden = none.reason() == Reason.FORBIDDEN;
      String advice =
          forbidden ? "Grant Describe and Read on it, or exclude it." : "The next run tries again.";
      remarks.add(
          new Remark(
              forbidden ? Remark.Kind.BLOCKED : Remark.Kind.LEFT_OUT,
              topic,
              "Cannot describe topic %s: %s. %s".formatted(topic, none.message(), advice)));
    }
  }

  private void reportOldBrokers() {
    long without =
        drafts.values().stream()
            .filter(each -> each.facts().count() > 0 && each.facts().topicId().isEmpty())
            .count();
    if (without > 0) {
      remarks.add(
          new Remark(
              Remark.Kind.WARNING,
              "",
              "The brokers give no topic ids (they are older than Kafka 2.8): a topic that is deleted and created again is seen by its offsets and epochs only."));
    }
  }

  public Collection<TopicDraft> drafts() {
    return drafts.values();
  }

  /** Removes a topic from the plan. */
  public void remove(String topic) {
    Optional.ofNullable(drafts.remove(topic)).ifPresent(aside::add);
  }

  /** The removed topics, for their lag. */
  public List<TopicDraft> aside() {
    return List.copyOf(aside);
  }

  /** New topics of the configuration that cannot be described, with Kafka's message. */
  public Map<String, String> pending() {
    return pending;
  }

  /** Kafka partitions whose offsets can be requested. */
  public List<KafkaPartition> led() {
    return drafts.values().stream().flatMap(draft -> draft.led().stream()).toList();
  }

  /** Kafka partitions of removed topics. */
  public List<KafkaPartition> ledAside() {
    return aside.stream().flatMap(draft -> draft.led().stream()).toList();
  }
}
