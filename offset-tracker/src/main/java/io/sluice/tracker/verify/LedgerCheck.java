package io.sluice.tracker.verify;

import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.OffsetEntry;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.entry.TopicSuccession;
import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.retention.Digest;
import io.sluice.tracker.verify.Finding.Kind;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a ledger from its head down along the chain of checksums, and checks each entry. */
final class LedgerCheck {
  private static final String RESTORE = "Restore the state directory from a backup.";

  private final Ledger ledger;
  private final Digest digest;
  private final Consumer<Finding> found;
  private final EntryCheck entryCheck;

  /**
   * Does nothing yet.
   *
   * @param digest of the deleted entries
   */
  LedgerCheck(Ledger ledger, Digest digest, Consumer<Finding> found) {
    this.ledger = ledger;
    this.digest = digest;
    this.found = found;
    this.entryCheck = new EntryCheck(found);
  }

  /**
   * Reads down from the head.
   *
   * @param counts receives each entry that counts, the head first
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

  /** The predecessor, if it has the checksum in the entry. */
  private Optional<StoredEntry> before(StoredEntry entry) throws IOException {
    long version = entry.version() - 1;
    if (version == digest.upTo()) {
      follows(entry);
      return Optional.empty();
    }
    if (version == 0) {
      report(
          Kind.MISSING_ENTRY,
          digest.upTo() + 1,
          "a digest says what entries up to "
              + digest.upTo()
              + " said, and the ledger has not come so far");
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
      report(Kind.MISSING_ENTRY, version, "it is gone, and no digest says what it said");
      return Optional.empty();
    }
    if (!before.get().entry().header().ledgerId().equals(entry.entry().header().ledgerId())) {
      report(
          Kind.EDITED_ENTRY,
          version,
          "it is of ledger "
              + before.get().entry().header().ledgerId()
              + ", and version "
              + entry.version()
              + " is of ledger "
              + entry.entry().header().ledgerId());
    }
    if (!before.get().checksum().equals(entry.entry().header().previous())) {
      report(
          Kind.EDITED_ENTRY,
          version,
          "its checksum is not the one that version " + entry.version() + " carries");
      return Optional.empty();
    }
    return before;
  }

  /** Checks that the lowest entry follows the digest. */
  private void follows(StoredEntry entry) {
    if (!entry.entry().header().previous().equals(digest.checksum())) {
      report(
          Kind.EDITED_ENTRY,
          entry.version(),
          "it does not follow the entries that the digest up to " + digest.upTo() + " sums up");
    }
    if (entry.entry() instanceof OffsetEntry offsets) {
      digest.covered().forEach((life, covered) -> meets(offsets, life, covered));
    }
  }

  private void meets(OffsetEntry entry, Digest.Life life, Digest.Covered covered) {
    find(entry.state(), life.kafkaPartition().topic(), life.kafkaPartition().number())
        .filter(state -> state.generation() == life.generation())
        .filter(state -> state.before() != covered.end())
        .ifPresent(
            state ->
                found.accept(
                    new Finding(
                        Kind.OFFSETS_DO_NOT_MEET,
                        entry.version(),
                        "Cannot follow "
                            + life.kafkaPartition()
                            + ": the digest up to version "
                            + digest.upTo()
                            + " ends at "
                            + covered.end()
                            + ", version "
                            + entry.version()
                            + " begins at "
                            + state.before()
                            + ". "
                            + RESTORE)));
  }

  private void report(Kind kind, long version, String why) {
    found.accept(
        new Finding(
            kind, version, "Cannot count ledger entry " + version + ": " + why + ". " + RESTORE));
  }

  private void offsetsMeet(OffsetEntry earlier, OffsetEntry later) {
    for (TopicState topic : earlier.state().topics().values()) {
      later.state().topic(topic.topic()).ifPresent(next -> idsFit(later, topic, next));
      for (KafkaPartitionState state : topic.kafkaPartitions().values()) {
        Optional<KafkaPartitionState> next = find(later.state(), topic.topic(), state.number());
        next.ifPresent(known -> generationFits(later, topic.topic(), state, known));
        next.ifPresent(known -> watermarkStays(later, topic.topic(), state, known));
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

  private void idsFit(OffsetEntry later, TopicState before, TopicState next) {
    for (String fault : TopicSuccession.faults(before, next)) {
      found.accept(
          new Finding(
              Kind.OFFSETS_DO_NOT_MEET,
              later.version(),
              "Cannot follow topic "
                  + before.topic()
                  + " from ID "
                  + before.topicId()
                  + " to ID "
                  + (next.topicId().isEmpty() ? "none" : next.topicId())
                  + ": version "
                  + later.version()
                  + " "
                  + fault
                  + ". "
                  + RESTORE));
    }
  }

  /** Going back reads offsets again, which is only allowed in another generation. */
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

  private void watermarkStays(
      OffsetEntry later, String topic, KafkaPartitionState before, KafkaPartitionState next) {
    if (next.generation() == before.generation() && next.watermark() < before.watermark()) {
      found.accept(
          new Finding(
              Kind.WATERMARK_MOVED_BACK,
              later.version(),
              "Cannot follow "
                  + new KafkaPartition(topic, next.number())
                  + ": the watermark moves back from "
                  + before.watermark()
                  + " to "
                  + next.watermark()
                  + " in version "
                  + later.version()
                  + ". "
                  + RESTORE));
    }
  }

  private static Optional<KafkaPartitionState> find(OffsetState state, String topic, int number) {
    return state.topic(topic).flatMap(known -> known.kafkaPartition(number));
  }
}
