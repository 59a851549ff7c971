package io.sluice.tracker.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Optional;
import org.apache.hadoop.fs.ClusterStorageCapacityExceededException;
import org.apache.hadoop.security.AccessControlException;

/** Why a store has said no in a way that waiting does not change: somebody must mend something. */
public enum Refusal {
  /** The user may not. */
  PERMISSION("Give this user the right to write there"),
  /** No more names or bytes may lie there. */
  QUOTA("Raise the quota there, or make room under it");

  private final String mend;

  Refusal(String mend) {
    this.mend = mend;
  }

  /** What a person should do, as the beginning of a sentence. */
  public String mend() {
    return mend;
  }

  /** Which refusal an answer is; empty if asking again may help, or nothing is known. */
  public static Optional<Refusal> of(IOException answer) {
    if (answer instanceof AccessControlException || answer instanceof AccessDeniedException) {
      return Optional.of(PERMISSION);
    }
    // HDFS's quota exceptions are of this kind.
    if (answer instanceof ClusterStorageCapacityExceededException) {
      return Optional.of(QUOTA);
    }
    return Optional.empty();
  }
}
