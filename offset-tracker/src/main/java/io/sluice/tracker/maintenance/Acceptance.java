package io.sluice.tracker.maintenance;

import io.sluice.tracker.entry.MaintenanceEntry.Acknowledge;
import io.sluice.tracker.entry.MaintenanceEntry.Acknowledge.Change;
import io.sluice.tracker.ledger.Author;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.verify.Contents;
import io.sluice.tracker.verify.Finding;
import io.sluice.tracker.verify.ShallowVerify;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes in what others changed in a time partition: {@code verify} is the one that says what that
 * is. What is accepted is kept with length and checksum, so that damage done to it later is found.
 */
public final class Acceptance {
  private final ShallowVerify verify;
  private final Ledger ledger;
  private final MaintenanceAppend append;

  public Acceptance(ShallowVerify verify, Ledger ledger, Ledger maintenance, Author author) {
    this.verify = verify;
    this.ledger = ledger;
    this.append = new MaintenanceAppend(maintenance, author);
  }

  /**
   * Finds the differences from the ledger; changes nothing.
   *
   * @param topicDirectories of data and quarantine
   * @param timePartition relative to them, with all that is below it; {@code .} for files right in
   *     a topic's directory
   */
  public List<Finding> look(
      Collection<String> topicDirectories, String timePartition, Contents contents)
      throws IOException {
    List<Finding> here = new ArrayList<>();
    for (Finding finding : verify.verify(topicDirectories, contents).findings()) {
      if (topicDirectories.stream().anyMatch(root -> isIn(finding.directory(), root, timePartition))
          && finding.answer() != Finding.Answer.SOUND) {
        here.add(finding);
      }
    }
    return here;
  }

  private static boolean isIn(String directory, String root, String timePartition) {
    String wanted = timePartition.equals(".") ? root : root + "/" + timePartition;
    return directory.equals(wanted) || (!wanted.equals(root) && directory.startsWith(wanted + "/"));
  }

  /**
   * Accepts what can be: not what is there twice, nor what no entry can name.
   *
   * @return the version of the maintenance ledger that says so
   * @throws IOException if it is not known whether that stands; look again with {@code verify}
   */
  public long accept(List<Finding> findings, String reason, String act, Contents contents)
      throws IOException {
    Set<Change> changes = new LinkedHashSet<>();
    for (Finding finding : findings) {
      for (Change change : finding.changes()) {
        changes.add(
            change.isGone() || change.path().endsWith("/")
                ? change
                : new Change(
                    change.path(),
                    change.lengthWas(),
                    change.lengthFound(),
                    contents.crc32c(change.path()).orElse(0)));
      }
    }
    Optional<StoredEntry> head = ledger.head();
    if (head.isEmpty() || changes.isEmpty()) {
      throw new IllegalArgumentException("Nothing to accept of " + findings);
    }
    return append
        .append(
            head.get().entry().header(),
            act,
            header -> new Acknowledge(header, reason, List.of(), List.copyOf(changes), 0))
        .ownOrThrow("accept the changes")
        .version();
  }
}
