package io.sluice.proof.simulation;

import java.nio.file.AccessDeniedException;

/**
 * The directory is over its quota: nothing may come in until somebody raises it; a refusal that
 * waiting does not resolve.
 */
final class QuotaFullException extends AccessDeniedException {
  private static final long serialVersionUID = 1;

  QuotaFullException(String path) {
    super(path, "", "over quota");
  }
}
