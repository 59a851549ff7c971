package io.sluice.options;

import java.util.List;

/**
 * Settings of somebody else's, passed through as they stand.
 *
 * @param name with its dot: {@code kafka.}
 * @param parts whom some of them are for alone: {@code consumer} makes {@code kafka.consumer.}
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
