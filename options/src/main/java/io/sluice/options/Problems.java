package io.sluice.options;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The problems of a configuration, collected and reported at once. One line each: "Cannot …: why.
 * What to do." The same line is kept once: a value is read for the ingestion and again for each
 * override.
 */
public final class Problems {

  private final Set<String> lines = new LinkedHashSet<>();

  public void add(String line) {
    lines.add(line);
  }

  public boolean isEmpty() {
    return lines.isEmpty();
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }

  /**
   * Must be called after everything has been read.
   *
   * @throws ConfigurationException with all lines, if there are any
   */
  public void throwIfAny() {
    if (!lines.isEmpty()) {
      throw new ConfigurationException(lines());
    }
  }
}
