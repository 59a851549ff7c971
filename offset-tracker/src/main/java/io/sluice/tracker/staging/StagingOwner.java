package io.sluice.tracker.staging;

import io.sluice.tracker.checksum.Sha256;
import java.util.HexFormat;

/**
 * The owner of staged files below a topic's directory: a ledger in one state directory. A copy of a
 * state directory has the same ledger ID. Because of its path it stages in other directories than
 * the original, so that no collector deletes staged files of another state directory.
 */
public record StagingOwner(String ingestion, String ledgerId, String stateDirectory) {
  private static final int PATH_BYTES = 4;

  /** The owner's directory below {@code .sluice-staging}. */
  public String directory() {
    return ofAnyCopy() + HexFormat.of().formatHex(Sha256.of(stateDirectory), 0, PATH_BYTES);
  }

  /** The prefix of this ledger's directories, whatever the path of its state directory. */
  public String ofAnyCopy() {
    return ingestion + "-" + ledgerId + "-";
  }
}
