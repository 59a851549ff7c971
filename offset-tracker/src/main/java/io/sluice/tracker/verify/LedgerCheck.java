package io.sluice.tracker.verify;

import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.OffsetEntry;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.verify.Finding.Kind;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** Walks a ledger from its head down the chain of checksums, and has each entry checked. */
final class LedgerCheck {
  private static final String RESTORE = "Restore the state directory from a backup.";

  private final Ledger ledger;
  private final Consumer<Finding> found;
  private final EntryCheck entryCheck;

  LedgerCheck(Ledger ledger, Consumer<Finding> found) {
    this.ledger = ledger;
    this.found = found;
    this.entryCheck = new EntryCheck(found);
  }

  /**
   * Walks down from the head.
   *
   * @param counts hears of each entry that counts, the head first
   */
  void walk(StoredEntry head, Consumer<StoredEntry> counts) throws IOException {
    StoredEntry entry = head;
    while (true) {
      entryCheck.check(entry);
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
        next.ifPresent(known -> generationFits(later, topic.topic(), state, known));
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

  /** Whoever goes back reads offsets again, which lands them once only in another generation. */
  private void generationFits(
      OffsetEntry later, String topic, KafkaPartitionState before, KafkaPartitionState next) {
    boolean goesBack = next.after() < next.before();
    if (next.generation() < before.generation()
        || (goesBack && next.generation() == before.generation())) {
      found.accept(
          new Finding(
              Kind.OFFSETS_DO_NOT_MEET,
              later.version(),
              "Cannot follow "
                  + new KafkaPartition(topic, next.number())
                  + ": version "
                  + later.version()
                  + " goes from "
                  + next.before()
                  + " to "
                  + next.after()
                  + " and from generation "
                  + before.generation()
                  + " to "
                  + next.generation()
                  + ". "
                  + RESTORE));
    }
  }

  private static Optional<KafkaPartitionState> find(OffsetState state, String topic, int number) {
    return state.topic(topic).flatMap(known -> known.kafkaPartition(number));
  }
}
