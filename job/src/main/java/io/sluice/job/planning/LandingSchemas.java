package io.sluice.job.planning;

import io.sluice.tracker.message.ForeignText;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Determines the landing schemas of topics. It is called after the bounds are read, so that no
 * record within them can have been written with a newer schema than the registry's newest.
 */
public interface LandingSchemas {

  /**
   * Determines the schema of each topic; there is an answer for each.
   *
   * @param landedBefore by topic, the fingerprint of the schema that landed last; empty if nothing
   *     has landed
   */
  Map<String, Landing> fix(Map<String, String> landedBefore) throws IOException;

  /**
   * Compares the layout of a topic's next files with that of its landed files.
   *
   * @param landedLast texts by key of setting; empty if nothing has landed, or every change is
   *     accepted
   */
  default LayoutAnswer layout(String topic, Map<String, String> landedLast) {
    return new LayoutAnswer(Map.of(), List.of(), List.of());
  }

  /**
   * A layout.
   *
   * @param layout texts of settings by key
   * @param splitting changes after which the directory would contain two layouts
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
   * The topic lands with this schema.
   *
   * @param schema full text
   * @param fingerprint SHA-256 of that text in hex
   * @param notes information for an operator, each a complete message
   */
  record Fixed(String schema, String fingerprint, List<String> notes) implements Landing {
    public Fixed {
      notes = notes.stream().map(ForeignText::message).toList();
    }

    /** A schema without notes. */
    public Fixed(String schema, String fingerprint) {
      this(schema, fingerprint, List.of());
    }
  }

  /** The topic cannot land until something is corrected: it is held. */
  record Unfit(String message) implements Landing {
    public Unfit {
      message = ForeignText.message(message);
    }
  }

  /** There was no answer: the topic is left out of this run, and the next one tries again. */
  record NotNow(String message) implements Landing {
    public NotNow {
      message = ForeignText.message(message);
    }
  }

  /** The request was refused: the topic is left out until the configuration or a right changes. */
  record Blocked(String message) implements Landing {
    public Blocked {
      message = ForeignText.message(message);
    }
  }
}
