package io.sluice.tracker.message;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * An exception in a form for logs and consoles: the stacks of the original and of its causes, and
 * their messages as {@link ForeignText}.
 */
public final class ForeignError extends Throwable {
  private static final long serialVersionUID = 1L;

  /** A server's answer may be the message of each cause. */
  private static final int DEEPEST = 30;

  private ForeignError(Throwable error) {
    super(ForeignText.line(error.toString()));
    setStackTrace(error.getStackTrace());
  }

  /** Copies an exception. */
  public static Throwable of(Throwable error) {
    return copy(error, Collections.newSetFromMap(new IdentityHashMap<>()), DEEPEST);
  }

  private static Throwable copy(Throwable error, Set<Throwable> seen, int depth) {
    ForeignError copy = new ForeignError(error);
    seen.add(error);
    Throwable cause = error.getCause();
    if (cause != null && depth > 0 && !seen.contains(cause)) {
      copy.initCause(copy(cause, seen, depth - 1));
    }
    for (Throwable suppressed : error.getSuppressed()) {
      if (depth > 0 && !seen.contains(suppressed)) {
        copy.addSuppressed(copy(suppressed, seen, depth - 1));
      }
    }
    return copy;
  }

  /** The text of the original, with the name of its class. */
  @Override
  @SuppressWarnings("OverrideThrowableToString")
  public String toString() {
    return String.valueOf(getMessage());
  }
}
