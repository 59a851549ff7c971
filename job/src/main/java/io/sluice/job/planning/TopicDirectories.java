package io.sluice.job.planning;

import io.sluice.tracker.entry.Held;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;

/** The directories of topics, and the check whether they can be used. */
public interface TopicDirectories {

  /** Absolute path. */
  String directory(String topic);

  /** Absolute path of where its bad records land. */
  String quarantineDirectory(String topic);

  /** An answer for each topic: one that cannot be used keeps no other from landing. */
  Map<String, Check> check(Collection<String> topics, Visitor visitor) throws IOException;

  /** Notes in each directory, before the plan is put, that a run is planned to land there. */
  void note(Collection<String> topics, Visitor visitor) throws IOException;

  /**
   * Who wants to land there.
   *
   * @param ledgerId of the ingestion's ledger
   * @param clusterId of the Kafka cluster that the topics come from
   * @param base version that the run is planned on
   * @param reached version up to which files of the topic may have landed
   */
  record Visitor(
      String ingestion, String ledgerId, String clusterId, long base, String runId, long reached) {
    /** All that is up to the base may have landed. */
    public Visitor(String ingestion, String ledgerId, String clusterId, long base, String runId) {
      this(ingestion, ledgerId, clusterId, base, runId, base);
    }

    Visitor reached(long version) {
      return new Visitor(ingestion, ledgerId, clusterId, base, runId, version);
    }
  }

  /** The answer for one topic. */
  sealed interface Check {}

  /** It is ours and can be written. */
  record Usable() implements Check {}

  /** It cannot be used until somebody corrects something: the topic is held. */
  record Unusable(Held.Cause cause, String message) implements Check {}
}
