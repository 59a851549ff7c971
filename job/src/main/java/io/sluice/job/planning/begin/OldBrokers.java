package io.sluice.job.planning.begin;

import io.sluice.job.kafka.KafkaRelease;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Refuses brokers on which records would be lost silently: before 2.4 Kafka's client does not
 * detect a truncated log, and before 2.8 a topic that was created again cannot be distinguished
 * from the one before.
 */
public final class OldBrokers {
  private static final int NAMED = 5;

  private OldBrokers() {}

  /** The reason why nothing may be planned on brokers of these releases, if so. */
  public static Optional<String> refusal(
      Map<String, KafkaRelease> releases, KafkaRelease oldest, String ingestion) {
    Map<String, KafkaRelease> old = new TreeMap<>(releases);
    old.values().removeIf(release -> release.compareTo(oldest) >= 0);
    if (old.isEmpty()) {
      return Optional.empty();
    }
    boolean cutsAreSeen = old.values().stream().allMatch(KafkaRelease.V2_4::isAtMost);
    return Optional.of(
        "Cannot plan %s: %d of %d brokers are of Kafka %s (%s), and %s or newer is needed. %s"
            .formatted(
                ingestion,
                old.size(),
                releases.size(),
                KafkaRelease.range(old.values()),
                named(old),
                oldest,
                cutsAreSeen ? GO_WITHOUT_IDS : UPGRADE));
  }

  private static String named(Map<String, KafkaRelease> old) {
    int more = old.size() - NAMED;
    return old.keySet().stream().limit(NAMED).collect(Collectors.joining(", "))
        + (more > 0 ? " and " + more + " more" : "");
  }

  private static final String GO_WITHOUT_IDS =
      "On older ones a topic that was deleted and created again cannot be distinguished from the one before. Upgrade the brokers; or set oldest.broker=2.4 if no topic is ever created again under its old name.";

  private static final String UPGRADE =
      "Before Kafka 2.4 a log that was cut by an unclean election is read on as if nothing had happened. Upgrade the brokers.";
}
