package io.sluice.job.planning;

import io.sluice.tracker.entry.Entry;
import io.sluice.tracker.entry.OffsetEntry;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.ledger.StoredEntry;
import java.util.List;

/**
 * What a run is planned on: the ledger's head, or an empty ledger.
 *
 * @param version of the head, 0 for an empty ledger
 * @param checksum of the head, empty likewise
 * @param clusterId Kafka's cluster id as the head has it, empty likewise
 * @param fileSystem the head's, empty likewise
 * @param files that the head landed: what they weigh is known
 */
public record PlanBase(
    long version,
    String checksum,
    String clusterId,
    String fileSystem,
    OffsetState state,
    List<StagedFile> files) {

  public static final PlanBase EMPTY = new PlanBase(0, "", "", "", OffsetState.EMPTY, List.of());

  public PlanBase {
    files = List.copyOf(files);
  }

  /**
   * The head of a ledger of offsets.
   *
   * @throws IllegalArgumentException if it is no entry of a ledger of offsets
   */
  public static PlanBase of(StoredEntry head) {
    Entry entry = head.entry();
    if (entry instanceof OffsetEntry offsets) {
      return new PlanBase(
          head.version(),
          head.checksum(),
          entry.header().clusterId(),
          entry.header().fileSystem(),
          offsets.state(),
          offsets.files());
    }
    throw new IllegalArgumentException("Not an entry of a ledger of offsets: " + head.version());
  }

  /** As if a reset to this state had been appended. */
  public PlanBase afterReset(OffsetState reset) {
    return new PlanBase(version + 1, "", clusterId, fileSystem, reset, files);
  }
}
