package io.sluice.records.landing;

import java.util.List;

/** Result of determining a topic's landing schema. */
public sealed interface LandingAnswer {
  /**
   * The topic can land with this schema.
   *
   * @param notes information for an operator, each a complete message
   */
  record Fixed(LandingSchema schema, List<String> notes) implements LandingAnswer {
    public Fixed {
      notes = List.copyOf(notes);
    }
  }

  /**
   * The topic cannot land.
   *
   * @param problems all problems, each a complete message with the key that resolves it
   */
  record Refused(List<String> problems) implements LandingAnswer {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
