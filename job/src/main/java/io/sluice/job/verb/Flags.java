package io.sluice.job.verb;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The flags and arguments that were given, by the names under which the command line declares them:
 * {@code --topic}, {@code VERSION}.
 */
public final class Flags {

  public static final Flags NONE = new Flags(Map.of());

  private final Map<String, List<String>> given;

  public Flags(Map<String, List<String>> given) {
    this.given = Map.copyOf(given);
  }

  /** Whether it was given at all. */
  public boolean has(String flag) {
    return given.containsKey(flag);
  }

  /** Its values, in the order in which they were given. */
  public List<String> all(String flag) {
    return given.getOrDefault(flag, List.of());
  }

  /** Its last value. */
  public Optional<String> value(String flag) {
    List<String> values = all(flag);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
  }
}
