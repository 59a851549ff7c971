package io.sluice.tracker.verify;

import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.OffsetEntry;
import io.sluice.tracker.entry.OffsetEntry.Fence;
import io.sluice.tracker.entry.OffsetEntry.Ingest;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.StagedFile.Part;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.verify.Finding.Kind;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Walks a ledger from its head down the chain of checksums, and adds up each entry. */
final class LedgerCheck {
  private static final String RESTORE = "Restore the state directory from a backup.";

  private final Ledger ledger;
  private final Consumer<Finding> found;

  LedgerCheck(Ledger ledger, Consumer<Finding> found) {
    this.ledger = ledger;
    this.found = found;
  }

  /**
   * Walks down from the head.
   *
   * @param counts hears of each entry that counts, the head first
   */
  void walk(StoredEntry head, Consumer<StoredEntry> counts) throws IOException {
    StoredEntry entry = head;
    while (true) {
      addUp(entry);
      counts.accept(entry);
      Optional<StoredEntry> before = before(entry);
      if (before.isEmpty()) {
        return;
      }
      if (entry.entry() instanceof OffsetEntry later
          && before.get().entry() instanceof OffsetEntry earlier) {
        offsetsMeet(earlier, later);
      }
      entry = before.get();
    }
  }

  /** The predecessor, if it is what the entry says of it. */
  private Optional<StoredEntry> before(StoredEntry entry) throws IOException {
    long version = entry.version() - 1;
    if (version == 0) {
      return Optional.empty();
    }
    Optional<StoredEntry> before;
    try {
      before = ledger.entry(version);
    } catch (UnreadableStateException e) {
      found.accept(new Finding(Kind.EDITED_ENTRY, version, e.getMessage()));
      return Optional.empty();
    }
    if (before.isEmpty()) {
      if (ledger.versions().stream().anyMatch(lower -> lower < version)) {
        tell(Kind.MISSING_ENTRY, version, "it is gone, and entries below it are there");
      }
      return Optional.empty();
    }
    if (!before.get().checksum().equals(entry.entry().header().previous())) {
      tell(
          Kind.EDITED_ENTRY,
          version,
          "its checksum is not the one that version " + entry.version() + " carries");
      return Optional.empty();
    }
    return before;
  }

  private void tell(Kind kind, long version, String why) {
    found.accept(
        new Finding(
            kind, version, "Cannot count ledger entry " + version + ": " + why + ". " + RESTORE));
  }

  private void offsetsMeet(OffsetEntry earlier, OffsetEntry later) {
    for (TopicState topic : earlier.state().topics().values()) {
      for (KafkaPartitionState state : topic.kafkaPartitions().values()) {
        Optional<KafkaPartitionState> next = find(later.state(), topic.topic(), state.number());
        if (next.map(KafkaPartitionState::before).orElse(-1L) != state.after()) {
          found.accept(
              new Finding(
                  Kind.OFFSETS_DO_NOT_MEET,
                  later.version(),
                  "Cannot follow "
                      + new KafkaPartition(topic.topic(), state.number())
                      + ": version "
                      + earlier.version()
                      + " ends at "
                      + state.after()
                      + ", version "
                      + later.version()
                      + " begins at "
                      + next.map(known -> Long.toString(known.before())).orElse("nothing")
                      + ". "
                      + RESTORE));
        }
      }
    }
  }

  private static Optional<KafkaPartitionState> find(OffsetState state, String topic, int number) {
    return state.topic(topic).flatMap(known -> known.kafkaPartition(number));
  }

  private void addUp(StoredEntry stored) {
    if (stored.entry() instanceof Ingest || stored.entry() instanceof Fence) {
      OffsetEntry entry = stored.offsets();
      Map<KafkaPartition, long[]> inFiles = inFiles(entry);
      for (TopicState topic : entry.state().topics().values()) {
        for (KafkaPartitionState state : topic.kafkaPartitions().values()) {
          KafkaPartition kafkaPartition = new KafkaPartition(topic.topic(), state.number());
          long[] counts = inFiles.remove(kafkaPartition);
          addUp(entry, kafkaPartition, state, counts == null ? new long[2] : counts);
        }
      }
      inFiles.keySet().forEach(stranger -> doesNotAddUp(entry, stranger, "only its files know it"));
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
                + ". Land the offsets again with backfill, and tell the makers of Sluice."));
  }
}
