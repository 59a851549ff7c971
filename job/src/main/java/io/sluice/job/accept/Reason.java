package io.sluice.job.accept;

import io.sluice.job.verb.Flags;
import io.sluice.options.ConfigurationException;

/** What a person gives for the ledger to keep. */
public final class Reason {
  private Reason() {}

  /** The reason that was given; without one the ledger is not changed. */
  public static String of(Flags flags) {
    return flags
        .value("--reason")
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "Cannot change the ledger without a reason: it keeps why. Say --reason TEXT."));
  }
}
