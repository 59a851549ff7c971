package io.sluice.mapper.registry;

import java.io.IOException;

/** The registry did not answer, or not as it should. It is no fault of a record. */
public final class RegistryException extends IOException {
  private static final long serialVersionUID = 1L;

  /** States whether a retry can succeed. */
  public enum Prospect {
    /** No answer in time, or an error of the registry's own: a later question may be answered. */
    PASSING,
    /** A refusal, or an answer that is no registry's: the configuration or a right must change. */
    LASTING,
    /** Not asked, since it did not know too many others. */
    UNASKED
  }

  private final Prospect prospect;

  RegistryException(Prospect prospect, String message) {
    super(message);
    this.prospect = prospect;
  }

  RegistryException(Prospect prospect, String message, Throwable cause) {
    super(message, cause);
    this.prospect = prospect;
  }

  public Prospect prospect() {
    return prospect;
  }
}
