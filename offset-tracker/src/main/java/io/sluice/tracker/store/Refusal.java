package io.sluice.tracker.store;

import java.nio.file.AccessDeniedException;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.ClusterStorageCapacityExceededException;
import org.apache.hadoop.security.AccessControlException;

/** The reason why a store permanently refuses an operation: something must be corrected. */
public enum Refusal {
  /** The user has no right. */
  PERMISSION("Give this user the right to write there"),
  /** A quota of names or bytes is exhausted. */
  QUOTA("Raise the quota there, or make room under it"),
  /** The disk is full. */
  NO_SPACE("Make room on the disk that it lies on"),
  /** No DataNode accepts a block: their disks are full, or they are down. */
  NO_DATANODE("Make room on the DataNodes' disks, or start the DataNodes that are down");

  private static final int CAUSES = 8;

  private final String remedy;

  Refusal(String remedy) {
    this.remedy = remedy;
  }

  /** The remedy, as the beginning of a sentence. */
  public String remedy() {
    return remedy;
  }

  /** The refusal behind an exception; empty if a retry may help, or the reason is unknown. */
  public static Optional<Refusal> of(Throwable answer) {
    Throwable cause = answer;
    for (int i = 0; cause != null && i < CAUSES; i++) {
      Optional<Refusal> refusal = itself(cause);
      if (refusal.isPresent()) {
        return refusal;
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  private static Optional<Refusal> itself(Throwable answer) {
    if (answer instanceof AccessControlException || answer instanceof AccessDeniedException) {
      return Optional.of(PERMISSION);
    }
    String message = answer.toString().toLowerCase(Locale.ROOT);
    // A RemoteException contains the name of the NameNode's exception class.
    if (answer instanceof ClusterStorageCapacityExceededException
        || message.contains("quotaexceededexception")) {
      return Optional.of(QUOTA);
    }
    if (message.contains("could only be written to 0 of")
        || message.contains("could only be replicated to 0 nodes")) {
      return Optional.of(NO_DATANODE);
    }
    return message.contains("no space left on device")
            || message.contains("not enough space on the disk")
            || message.contains("disk quota exceeded")
        ? Optional.of(NO_SPACE)
        : Optional.empty();
  }
}
