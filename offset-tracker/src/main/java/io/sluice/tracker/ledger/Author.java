package io.sluice.tracker.ledger;

import io.sluice.tracker.entry.EntryHeader;
import io.sluice.tracker.run.Plan;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Author of entries.
 *
 * @param writtenBy tool and version, such as {@code sluice 1.0.0}
 * @param user who runs it
 */
public record Author(InstantSource clock, String writtenBy, String user) {
  /** Header of the entry that a run puts: at {@code base + 1}, or nowhere. */
  public EntryHeader header(Plan plan) {
    return header(plan, plan.runId());
  }

  /** Header of an act on a ledger that is empty still, where a plan names the cluster. */
  public EntryHeader firstHeader(Plan plan, String act) {
    if (plan.base() != 0) {
      throw new IllegalArgumentException("Not planned on an empty ledger: " + plan.runId());
    }
    return header(plan, act);
  }

  private EntryHeader header(Plan plan, String runId) {
    return new EntryHeader(
        plan.ingestion(),
        plan.ledgerId(),
        plan.base() + 1,
        runId,
        clock.millis(),
        writtenBy,
        user,
        plan.clusterId(),
        plan.fileSystem(),
        plan.baseChecksum());
  }

  /** Header of the entry that follows {@code head} in the same ledger. */
  public EntryHeader headerAfter(StoredEntry head, String runId) {
    EntryHeader before = head.entry().header();
    return new EntryHeader(
        before.ingestion(),
        before.ledgerId(),
        before.version() + 1,
        runId,
        clock.millis(),
        writtenBy,
        user,
        before.clusterId(),
        before.fileSystem(),
        head.checksum());
  }

  /**
   * Header of the next entry of the maintenance ledger.
   *
   * @param like an entry of the ledger of offsets, for the names that both share
   * @param head of the maintenance ledger
   * @param act a name for what is done
   */
  public EntryHeader maintenanceHeader(EntryHeader like, Optional<StoredEntry> head, String act) {
    return new EntryHeader(
        like.ingestion(),
        like.ledgerId(),
        head.map(StoredEntry::version).orElse(0L) + 1,
        act,
        clock.millis(),
        writtenBy,
        user,
        like.clusterId(),
        like.fileSystem(),
        head.map(StoredEntry::checksum).orElse(""));
  }
}
