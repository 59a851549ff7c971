package io.sluice.job.accept;

import io.sluice.job.verb.Flags;
import io.sluice.options.ConfigurationException;

/** The reason that an operator gives for a change, kept in the ledger. */
public final class Reason {
  private Reason() {}

  /** The reason that was given; without one the ledger is not changed. A dry run needs none. */
  public static String of(Flags flags) {
    if (!flags.has("--execute")) {
      return flags.value("--reason").orElse("");
    }
    return flags
        .value("--reason")
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "Cannot change the ledger without a reason: it keeps why. Say --reason TEXT."));
  }
}
