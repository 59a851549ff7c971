package io.sluice.job.planning;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Fixes what a topic lands as. Asked after the bounds: no record within them can then have been
 * written with a newer schema than the registry's newest.
 */
public interface LandingSchemas {

  /**
   * Fixes the schema of each topic; there is an answer for each.
   *
   * @param landedBefore by topic the fingerprint of the schema that it landed with last, empty if
   *     it has landed nothing
   */
  Map<String, Landing> fix(Map<String, String> landedBefore) throws IOException;

  /** The answer for one topic. */
  sealed interface Landing {}

  /**
   * It lands as this.
   *
   * @param schema full text
   * @param fingerprint SHA-256 of that text in hex
   * @param notes what an operator should know of it, each a message of its own
   */
  record Fixed(String schema, String fingerprint, List<String> notes) implements Landing {
    public Fixed {
      notes = List.copyOf(notes);
    }

    /** A schema of which there is nothing to say. */
    public Fixed(String schema, String fingerprint) {
      this(schema, fingerprint, List.of());
    }
  }

  /** It cannot land until somebody corrects something: the topic is held. */
  record Unfit(String message) implements Landing {}

  /** Nobody could be asked: the topic is left out of this run, and the next one asks again. */
  record NotNow(String message) implements Landing {}

  /** The question was refused: the topic is left out until the configuration or a right changes. */
  record Blocked(String message) implements Landing {}
}
