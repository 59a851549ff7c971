package io.sluice.job.ledger;

import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.ledger.ForeignLedgerException;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.StoredEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The entries of a ledger from the newest down, each with its place in the chain of checksums. */
final class LedgerChain {

  /** The content of one version of a ledger. */
  sealed interface Link {
    long version();

    /** An entry that the chain from the head reaches. */
    record Reached(StoredEntry entry) implements Link {
      @Override
      public long version() {
        return entry.version();
      }
    }

    /** An entry that it does not reach, and that counts for nothing. */
    record NotReached(StoredEntry entry, String why) implements Link {
      @Override
      public long version() {
        return entry.version();
      }
    }

    /** Something that is no entry, or none that this Sluice can read. */
    record Unreadable(long version, String why) implements Link {}
  }

  private LedgerChain() {}

  /**
   * Reads the newest entries.
   *
   * @param limit how many at most
   */
  static List<Link> newest(Ledger ledger, long limit) throws IOException {
    List<Long> versions = new ArrayList<>(ledger.versions());
    Collections.reverse(versions);
    List<Link> links = new ArrayList<>();
    String broken = "";
    for (long version : versions.subList(0, (int) Math.min(limit, versions.size()))) {
      Link above = links.isEmpty() ? null : links.get(links.size() - 1);
      try {
        StoredEntry entry = ledger.entry(version).orElse(null);
        if (entry == null) {
          continue; // let go between the two looks
        }
        if (broken.isEmpty() && above != null) {
          broken = breakBetween(above, entry);
        }
        links.add(broken.isEmpty() ? new Link.Reached(entry) : new Link.NotReached(entry, broken));
      } catch (ForeignLedgerException e) {
        throw e;
      } catch (UnreadableStateException e) {
        broken = "version " + version + " cannot be read";
        links.add(new Link.Unreadable(version, e.getMessage()));
      }
    }
    return links;
  }

  private static String breakBetween(Link above, StoredEntry entry) {
    if (above.version() != entry.version() + 1) {
      return "version " + (above.version() - 1) + " is not there";
    }
    boolean fits =
        above instanceof Link.Reached reached
            && reached.entry().entry().header().previous().equals(entry.checksum());
    return fits
        ? ""
        : "version %d is not the one that version %d was put on"
            .formatted(entry.version(), above.version());
  }
}
