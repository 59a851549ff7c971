package io.sluice.job.planning;

import io.sluice.tracker.entry.Hold;
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

  /** Absolute path of the directory for its bad records. */
  String quarantineDirectory(String topic);

  /**
   * Returns an answer for each topic; a directory that cannot be used does not affect other topics.
   */
  Map<String, Check> check(Collection<String> topics, Visitor visitor) throws IOException;

  /** Warnings about directories that all topics share. */
  default List<String> warnings(Visitor visitor) throws IOException {
    return List.of();
  }

  /** Notes the planned run in each directory, before the plan is put. */
  void note(Collection<String> topics, Visitor visitor) throws IOException;

  /**
   * The run that wants to land there.
   *
   * @param ledgerId of the ingestion's ledger
   * @param clusterId of the Kafka cluster that the topics come from
   * @param base version that the run is planned on
   * @param reached version up to which files of the topic may have landed
   * @param lastMoved by topic, the latest version with which it can have landed, by the ledger; a
   *     missing topic may have landed with any version
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

    /** All versions up to the base may have landed. */
    public Visitor(String ingestion, String ledgerId, String clusterId, long base, String runId) {
      this(ingestion, ledgerId, clusterId, base, runId, base, Map.of());
    }

    Visitor reached(long version) {
      return new Visitor(ingestion, ledgerId, clusterId, base, runId, version, lastMoved);
    }

    /** The same with the ledger's versions of these topics. */
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
   * The directory belongs to this ingestion and can be written.
   *
   * @param warnings for an operator, before it is used
   */
  record Usable(List<String> warnings) implements Check {
    public Usable {
      warnings = List.copyOf(warnings);
    }

    public Usable() {
      this(List.of());
    }
  }

  /** The directory cannot be used until something is corrected: the topic is held. */
  record Unusable(Hold.Cause cause, String message) implements Check {}
}
