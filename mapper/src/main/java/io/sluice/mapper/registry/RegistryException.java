package io.sluice.mapper.registry;

import java.io.IOException;

/**
 * The registry did not answer, or not as it should. To be tried again: it is no fault of a record.
 */
public final class RegistryException extends IOException {
  private static final long serialVersionUID = 1L;

  RegistryException(String message) {
    super(message);
  }

  RegistryException(String message, Throwable cause) {
    super(message, cause);
  }
}
