package io.sluice.job.planning;

import io.sluice.tracker.message.ForeignText;
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

  /**
   * How the files of a topic will lie, held against how they lie.
   *
   * @param landedLast by settings' keys; empty if nothing has landed, or whatever comes is accepted
   */
  default LayoutAnswer layout(String topic, Map<String, String> landedLast) {
    return new LayoutAnswer(Map.of(), List.of(), List.of());
  }

  /**
   * A layout.
   *
   * @param layout texts of settings by key
   * @param splitting changes after which the directory would hold two layouts
   * @param others changes to report
   */
  record LayoutAnswer(Map<String, String> layout, List<String> splitting, List<String> others) {
    public LayoutAnswer {
      layout = Map.copyOf(layout);
      splitting = List.copyOf(splitting);
      others = List.copyOf(others);
    }
  }

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
      notes = notes.stream().map(ForeignText::message).toList();
    }

    /** A schema of which there is nothing to say. */
    public Fixed(String schema, String fingerprint) {
      this(schema, fingerprint, List.of());
    }
  }

  /** It cannot land until somebody corrects something: the topic is held. */
  record Unfit(String message) implements Landing {
    public Unfit {
      message = ForeignText.message(message);
    }
  }

  /** Nobody could be asked: the topic is left out of this run, and the next one asks again. */
  record NotNow(String message) implements Landing {
    public NotNow {
      message = ForeignText.message(message);
    }
  }

  /** The question was refused: the topic is left out until the configuration or a right changes. */
  record Blocked(String message) implements Landing {
    public Blocked {
      message = ForeignText.message(message);
    }
  }
}
