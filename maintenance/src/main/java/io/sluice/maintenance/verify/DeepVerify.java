package io.sluice.maintenance.verify;

import io.sluice.records.LargeStack;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.OffsetEntry.Ingest;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.verify.Finding;
import io.sluice.tracker.verify.Finding.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;

/**
 * Reads every record of every sound landed file, one entry at a time, and checks that each pair of
 * Kafka partition and offset occurs exactly once, and within the offsets of its file in the ledger.
 * The shallow verify has checked that entries are contiguous, so a result for each entry is valid
 * for all together.
 */
public final class DeepVerify {
  private final Ledger ledger;
  private final LandedRows rows;
  private final LandedBytes looked;

  /**
   * Does nothing yet.
   *
   * @param looked has checked the files: files with a fault are not read again
   */
  public DeepVerify(Ledger ledger, LandedRows rows, LandedBytes looked) {
    this.ledger = ledger;
    this.rows = rows;
    this.looked = looked;
  }

  /** Receives an entry's rows of one topic, if all its files are sound. */
  interface TopicRows {
    EntryRows.Sink begin(Ingest entry, TopicState topic) throws IOException;

    void end(Ingest entry, TopicState topic, EntryRows read) throws IOException;

    /** Ends a topic of which there are rows that do not say where they stood. */
    default void endUnplaced(Ingest entry, TopicState topic) throws IOException {}
  }

  /** Finds errors of the records' coordinates. */
  public List<Finding> verify() throws IOException {
    return verify(
        new TopicRows() {
          @Override
          public EntryRows.Sink begin(Ingest entry, TopicState topic) {
            return (kafkaPartition, offset, row) -> {};
          }

          @Override
          public void end(Ingest entry, TopicState topic, EntryRows read) {}
        });
  }

  /** On a large stack, because rows may be deeply nested and Avro's readers are recursive. */
  List<Finding> verify(TopicRows each) throws IOException {
    try {
      return LargeStack.call(() -> read(each));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      if (e.getCause() instanceof RuntimeException runtime) {
        throw runtime;
      }
      throw new IOException("Cannot verify landed rows: " + e.getCause(), e);
    }
  }

  private List<Finding> read(TopicRows each) throws IOException {
    List<Finding> findings = new ArrayList<>();
    Set<String> without = new TreeSet<>();
    for (Optional<StoredEntry> stored = head(); stored.isPresent(); stored = before(stored.get())) {
      if (stored.get().entry() instanceof Ingest ingest) {
        verify(ingest, each, without, findings);
      }
    }
    for (String topic : without) {
      findings.add(
          new Finding(
              Kind.NOT_LOOKED_AT,
              0,
              "Topic "
                  + topic
                  + " has landed without the columns of Kafka partition and offset (coordinates):"
                  + " its files were held against the ledger by length, count and checksum only."));
    }
    return findings;
  }

  Optional<StoredEntry> head() throws IOException {
    return entry(ledger.headVersion());
  }

  /** Along the chain: an entry that a late writer has put outside of it does not count. */
  Optional<StoredEntry> before(StoredEntry entry) throws IOException {
    return entry(entry.version() - 1)
        .filter(before -> before.checksum().equals(entry.entry().header().previous()));
  }

  private Optional<StoredEntry> entry(long version) throws IOException {
    try {
      return version > 0 ? ledger.entry(version) : Optional.empty();
    } catch (UnreadableStateException e) {
      return Optional.empty(); // Reported by the shallow verify.
    }
  }

  private void verify(Ingest entry, TopicRows each, Set<String> without, List<Finding> findings)
      throws IOException {
    Map<String, List<StagedFile>> byTopic = new TreeMap<>();
    for (StagedFile file : entry.files()) {
      byTopic.computeIfAbsent(file.topic(), key -> new ArrayList<>()).add(file);
    }
    for (TopicState topic : entry.state().topics().values()) {
      List<StagedFile> files = byTopic.getOrDefault(topic.topic(), List.of());
      EntryRows read = new EntryRows(entry.version(), topic.topic(), findings::add);
      EntryRows.Sink sink = each.begin(entry, topic);
      boolean whole = true;
      for (StagedFile file : files) {
        if (looked.isSound(file)) {
          read.read(file, rows, sink);
        } else {
          whole = false;
        }
      }
      if (read.isWithoutCoordinates()) {
        without.add(topic.topic());
        if (whole) {
          each.endUnplaced(entry, topic);
        }
      } else {
        gaps(entry, topic, read, findings);
        if (whole) {
          each.end(entry, topic, read);
        }
      }
    }
  }

  /** Adds a finding for each gap in which a row lies. */
  private static void gaps(Ingest entry, TopicState topic, EntryRows read, List<Finding> findings) {
    for (KafkaPartitionState state : topic.kafkaPartitions().values()) {
      for (Gap gap : state.gaps()) {
        if (gap.count() < gap.end() - gap.start()) {
          continue; // It does not list its offsets.
        }
        read.of(state.number())
            .first(gap.start(), gap.end())
            .ifPresent(
                offset ->
                    findings.add(
                        new Finding(
                            Kind.OTHER_OFFSETS,
                            entry.version(),
                            "Cannot vouch for offset "
                                + offset
                                + " of "
                                + new KafkaPartition(topic.topic(), state.number())
                                + " in version "
                                + entry.version()
                                + ": it has landed, and the ledger calls it "
                                + gap.kind()
                                + ". Report it to the developers of Sluice.")));
      }
    }
  }
}
