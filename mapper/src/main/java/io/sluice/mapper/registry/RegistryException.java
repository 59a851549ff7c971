package io.sluice.mapper.registry;

import java.io.IOException;

/**
 * Thrown if the registry did not answer, or gave an invalid answer. It is not the fault of a
 * record.
 */
public final class RegistryException extends IOException {
  private static final long serialVersionUID = 1L;

  /** States whether a retry can succeed. */
  public enum Prospect {
    /** No answer in time, or an error of the registry: a later request may succeed. */
    PASSING,
    /**
     * A refusal, or an answer that is not from a registry: the configuration or a right must
     * change.
     */
    LASTING,
    /** Not requested, because too many other IDs were unknown. */
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
