package io.sluice.job.planning;

import io.sluice.tracker.entry.Held;
import io.sluice.tracker.entry.TopicState;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The directories of topics, and the check whether they can be used. */
public interface TopicDirectories {

  /** Absolute path. */
  String directory(String topic);

  /** Absolute path of where its bad records land. */
  String quarantineDirectory(String topic);

  /** An answer for each topic: one that cannot be used keeps no other from landing. */
  Map<String, Check> check(Collection<String> topics, Visitor visitor) throws IOException;

  /** Warnings of what all topics share. */
  default List<String> warnings(Visitor visitor) throws IOException {
    return List.of();
  }

  /** Notes in each directory, before the plan is put, that a run is planned to land there. */
  void note(Collection<String> topics, Visitor visitor) throws IOException;

  /**
   * Who wants to land there.
   *
   * @param ledgerId of the ingestion's ledger
   * @param clusterId of the Kafka cluster that the topics come from
   * @param base version that the run is planned on
   * @param reached version up to which files of the topic may have landed
   * @param lastMoved version with which each topic can have landed last, by the ledger; a topic
   *     that is missing may have landed with any
   */
  record Visitor(
      String ingestion,
      String ledgerId,
      String clusterId,
      long base,
      String runId,
      long reached,
      Map<String, Long> lastMoved) {
    public Visitor {
      lastMoved = Map.copyOf(lastMoved);
    }

    /** All that is up to the base may have landed. */
    public Visitor(String ingestion, String ledgerId, String clusterId, long base, String runId) {
      this(ingestion, ledgerId, clusterId, base, runId, base, Map.of());
    }

    Visitor reached(long version) {
      return new Visitor(ingestion, ledgerId, clusterId, base, runId, version, lastMoved);
    }

    /** The same, who knows what the ledger says of these topics. */
    Visitor knowing(Map<String, TopicState> ledger, Collection<String> topics) {
      Map<String, Long> moved = new TreeMap<>();
      for (String topic : topics) {
        Optional.ofNullable(ledger.get(topic))
            .map(TopicState::lastMoved)
            .orElse(OptionalLong.of(0))
            .ifPresent(version -> moved.put(topic, version));
      }
      return new Visitor(ingestion, ledgerId, clusterId, base, runId, reached, moved);
    }
  }

  /** The answer for one topic. */
  sealed interface Check {}

  /**
   * It is ours and can be written.
   *
   * @param warnings of what a person should look at before it is used
   */
  record Usable(List<String> warnings) implements Check {
    public Usable {
      warnings = List.copyOf(warnings);
    }

    public Usable() {
      this(List.of());
    }
  }

  /** It cannot be used until somebody corrects something: the topic is held. */
  record Unusable(Held.Cause cause, String message) implements Check {}
}
