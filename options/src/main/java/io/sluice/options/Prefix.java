package io.sluice.options;

import java.util.List;

/**
 * Settings of another component, which are passed through unchanged.
 *
 * @param name including the dot: {@code kafka.}
 * @param parts that have settings of their own: {@code consumer} makes {@code kafka.consumer.}
 * @param documentation a phrase without a full stop at its end
 */
public record Prefix(String name, List<String> parts, String documentation) {
  public Prefix {
    if (!name.endsWith(".")) {
      throw new IllegalArgumentException("A prefix ends with a dot: " + name);
    }
    parts = List.copyOf(parts);
  }

  boolean covers(String key) {
    return key.startsWith(name) && key.length() > name.length();
  }
}
