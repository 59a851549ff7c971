package io.sluice.records.landing;

import java.util.List;

/** Outcome of fixing a topic's landing schema. */
public sealed interface LandingAnswer {
  /**
   * The topic can land with this schema.
   *
   * @param notes what an operator should know of it, each a message of its own
   */
  record Fixed(LandingSchema schema, List<String> notes) implements LandingAnswer {
    public Fixed {
      notes = List.copyOf(notes);
    }
  }

  /**
   * The topic cannot land.
   *
   * @param problems all of them, each a message of its own with the key that resolves it
   */
  record Refused(List<String> problems) implements LandingAnswer {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
