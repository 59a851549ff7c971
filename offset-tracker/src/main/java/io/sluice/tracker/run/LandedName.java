package io.sluice.tracker.run;

import io.sluice.tracker.staging.StagedPaths;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of the name of a landed file.
 *
 * @param ledger which ledger its version is of
 * @param runId of the run that landed it
 */
public record LandedName(long version, Of ledger, String runId) {
  private static final Pattern NAME =
      Pattern.compile(
          "([0-9]{1,18})([mb]?)-([0-9]{8}T[0-9]{6}Z-[a-z0-9]{6})-[0-9]+-[0-9]+\\."
              + StagedPaths.EXTENSION);

  /** Ledgers that name files. */
  public enum Of {
    OFFSETS,
    MAINTENANCE,
    BACKFILL
  }

  /** Empty if the name is none of ours. */
  public static Optional<LandedName> of(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Of ledger =
        switch (matcher.group(2)) {
          case "m" -> Of.MAINTENANCE;
          case "b" -> Of.BACKFILL;
          default -> Of.OFFSETS;
        };
    return Optional.of(new LandedName(Long.parseLong(matcher.group(1)), ledger, matcher.group(3)));
  }
}
