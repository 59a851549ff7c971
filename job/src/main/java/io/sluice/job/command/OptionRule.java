package io.sluice.job.command;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A rule between the options of one command: without it, an option that has no effect would be
 * accepted in silence.
 *
 * @param option as it is declared, such as {@code --topic}, or the label of a parameter
 * @param needed the options of which one must be given too; empty if none must
 * @param excluded the options that must not be given too
 */
public record OptionRule(String option, List<String> needed, List<String> excluded) {
  public OptionRule {
    needed = List.copyOf(needed);
    excluded = List.copyOf(excluded);
  }

  public static OptionRule needs(String option, String... oneOf) {
    return new OptionRule(option, List.of(oneOf), List.of());
  }

  public static OptionRule excludes(String option, String... others) {
    return new OptionRule(option, List.of(), List.of(others));
  }

  /** The message for options that break this rule; empty if they keep it. */
  public Optional<String> problem(Set<String> given) {
    if (!given.contains(option)) {
      return Optional.empty();
    }
    if (!needed.isEmpty() && needed.stream().noneMatch(given::contains)) {
      return Optional.of(
          "Cannot use %s without %s: it would have no effect. Add that, or leave %s out."
              .formatted(option, String.join(" or ", needed), option));
    }
    return excluded.stream()
        .filter(given::contains)
        .findFirst()
        .map(
            other ->
                "Cannot use %s and %s at once. Give one command after the other."
                    .formatted(option, other));
  }
}
