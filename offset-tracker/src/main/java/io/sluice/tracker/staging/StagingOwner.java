package io.sluice.tracker.staging;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
    return ofAnyCopy() + HexFormat.of().formatHex(sha256(stateDirectory), 0, PATH_BYTES);
  }

  /** The prefix of this ledger's directories, whatever the path of its state directory. */
  public String ofAnyCopy() {
    return ingestion + "-" + ledgerId + "-";
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
