package io.sluice.tracker.verify;

import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.Loss;
import io.sluice.tracker.entry.OffsetEntry;
import io.sluice.tracker.entry.OffsetEntry.Fence;
import io.sluice.tracker.entry.OffsetEntry.Ingest;
import io.sluice.tracker.entry.OffsetEntry.Reset;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.StagedFile.Part;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.message.ForeignText;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.verify.Finding.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Checks one entry for consistency: each offset from before to after is landed, quarantined or in a
 * gap, by count, and exactly once as far as the entry names single offsets. Reports the offsets
 * that an operator skipped.
 */
final class EntryCheck {
  private final Consumer<Finding> found;

  EntryCheck(Consumer<Finding> found) {
    this.found = found;
  }

  void check(StoredEntry stored) {
    if (stored.entry() instanceof Ingest || stored.entry() instanceof Fence) {
      OffsetEntry entry = stored.offsets();
      Map<KafkaPartition, long[]> inFiles = inFiles(entry);
      Map<KafkaPartition, ClaimedOffsets> claims = claims(entry);
      for (TopicState topic : entry.state().topics().values()) {
        for (KafkaPartitionState state : topic.kafkaPartitions().values()) {
          KafkaPartition kafkaPartition = new KafkaPartition(topic.topic(), state.number());
          long[] counts = inFiles.remove(kafkaPartition);
          addUp(entry, kafkaPartition, state, counts == null ? new long[2] : counts);
          claims(
              entry,
              kafkaPartition,
              state,
              claims.getOrDefault(kafkaPartition, new ClaimedOffsets()));
          lossesAreReported(entry, kafkaPartition, state);
        }
      }
      inFiles.keySet().forEach(stranger -> doesNotAddUp(entry, stranger, "only its files know it"));
    } else if (stored.entry() instanceof Reset reset) {
      nameSkipped(reset);
    }
  }

  private void nameSkipped(Reset reset) {
    for (TopicState topic : reset.state().topics().values()) {
      for (KafkaPartitionState state : topic.kafkaPartitions().values()) {
        for (Gap gap : state.gaps()) {
          found.accept(
              new Finding(
                  Kind.SKIPPED_OFFSETS,
                  reset.version(),
                  "%s of %s did not land: version %d skipped %s (%s)."
                      .formatted(
                          gap.count() == 1
                              ? "Offset " + gap.start()
                              : "Offsets %d to %d".formatted(gap.start(), gap.end() - 1),
                          new KafkaPartition(topic.topic(), state.number()),
                          reset.version(),
                          gap.count() == 1 ? "it" : "them",
                          ForeignText.line(reset.reason()))));
        }
      }
    }
  }

  /** Records in data files and in quarantine files, by Kafka partition. */
  private static Map<KafkaPartition, long[]> inFiles(OffsetEntry entry) {
    Map<KafkaPartition, long[]> counts = new HashMap<>();
    for (StagedFile file : entry.files()) {
      for (Part part : file.parts()) {
        KafkaPartition kafkaPartition = new KafkaPartition(file.topic(), part.kafkaPartition());
        counts.computeIfAbsent(kafkaPartition, key -> new long[2])[column(file)] += part.records();
      }
    }
    return counts;
  }

  private static int column(StagedFile file) {
    return file.kind() == StagedFile.Kind.DATA ? 0 : 1;
  }

  private void addUp(
      OffsetEntry entry, KafkaPartition kafkaPartition, KafkaPartitionState state, long[] counts) {
    if (state.after() - state.before() != state.accounted()) {
      doesNotAddUp(
          entry,
          kafkaPartition,
          "of offsets ["
              + state.before()
              + ", "
              + state.after()
              + ") it accounts for "
              + state.accounted());
    }
    List<Long> said = List.of(state.records(), state.quarantined());
    List<Long> held = List.of(counts[0], counts[1]);
    if (!said.equals(held)) {
      doesNotAddUp(
          entry,
          kafkaPartition,
          "it says "
              + said.get(0)
              + " records and "
              + said.get(1)
              + " in quarantine, its files hold "
              + held.get(0)
              + " and "
              + held.get(1));
    }
  }

  private void lossesAreReported(
      OffsetEntry entry, KafkaPartition kafkaPartition, KafkaPartitionState state) {
    for (Gap gap : state.gaps()) {
      if (gap.kind() == Gap.Kind.LOST
          && entry.state().losses().stream()
              .noneMatch(loss -> covers(loss, kafkaPartition, state.generation(), gap))) {
        found.accept(
            new Finding(
                Kind.LOSS_NOT_REPORTED,
                entry.version(),
                "Cannot vouch for %s in version %d: offsets [%d, %d) were lost, and no loss of that version says so. Restore the state directory from a backup."
                    .formatted(kafkaPartition, entry.version(), gap.start(), gap.end())));
      }
    }
  }

  private static boolean covers(Loss loss, KafkaPartition kafkaPartition, int generation, Gap gap) {
    return loss.topic().equals(kafkaPartition.topic())
        && loss.kafkaPartition() == kafkaPartition.number()
        && loss.generation() == generation
        && loss.start() <= gap.start()
        && loss.end() >= gap.end();
  }

  private void doesNotAddUp(OffsetEntry entry, KafkaPartition kafkaPartition, String why) {
    found.accept(
        new Finding(
            Kind.DOES_NOT_ADD_UP,
            entry.version(),
            "Cannot account for "
                + kafkaPartition
                + " in version "
                + entry.version()
                + ": "
                + why
                + ". Look at the records with verify --against-kafka, and report this as a defect of"
                + " Sluice."));
  }

  /** Offsets that its files claim. */
  private static Map<KafkaPartition, ClaimedOffsets> claims(OffsetEntry entry) {
    Map<KafkaPartition, ClaimedOffsets> claims = new HashMap<>();
    for (StagedFile file : entry.files()) {
      for (Part part : file.parts()) {
        claims
            .computeIfAbsent(
                new KafkaPartition(file.topic(), part.kafkaPartition()),
                key -> new ClaimedOffsets())
            .add(file.path(), part);
      }
    }
    return claims;
  }

  private void claims(
      OffsetEntry entry,
      KafkaPartition kafkaPartition,
      KafkaPartitionState state,
      ClaimedOffsets claims) {
    for (Gap gap : state.gaps()) {
      claims.add(gap);
    }
    claims
        .fault(state.before(), state.after())
        .ifPresent(
            why ->
                found.accept(
                    new Finding(
                        Kind.NOT_EXACTLY_ONCE,
                        entry.version(),
                        "Cannot vouch for "
                            + kafkaPartition
                            + " in version "
                            + entry.version()
                            + ": "
                            + why
                            + ". Look at the offsets with verify --deep, and report this as a defect"
                            + " of Sluice.")));
  }
}
