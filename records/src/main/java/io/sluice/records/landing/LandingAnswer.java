package io.sluice.records.landing;

import java.util.List;

/** What came of fixing a topic's landing schema. */
public sealed interface LandingAnswer {
  /** The topic can land with this schema. */
  record Fixed(LandingSchema schema) implements LandingAnswer {}

  /**
   * The topic cannot land.
   *
   * @param problems all of them, each a message of its own with the key that mends it
   */
  record Refused(List<String> problems) implements LandingAnswer {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
