package io.sluice.mapper.decode;

import io.sluice.mapper.registry.RegisteredSchema;
import io.sluice.mapper.registry.RegistryException;
import io.sluice.mapper.registry.Subjects;
import java.io.IOException;
import java.util.List;

/** Finds the present schemas of a topic's values, for the planner. To be asked after the bounds. */
public final class ValueSchemas {

  /** An answer for one topic. */
  public sealed interface Answer {}

  /**
   * Values have this schema.
   *
   * @param text Avro schema as JSON
   * @param earlier texts of the versions before it that records may still have, ascending
   * @param upTo names the version of the text; empty if it has none
   */
  public record Known(String text, List<String> earlier, String upTo) implements Answer {
    public Known {
      earlier = List.copyOf(earlier);
    }

    /** Values have this schema, and no other before. */
    public Known(String text) {
      this(text, List.of(), "");
    }
  }

  /**
   * Nothing says what the values are, and somebody has to correct that.
   *
   * @param problem ready for people
   */
  public record Unknown(String problem) implements Answer {}

  private final SchemaSources sources;

  public ValueSchemas(SchemaSources sources) {
    this.sources = sources;
  }

  /**
   * The newest schema of a topic's values.
   *
   * @throws IOException if the registry or the file cannot be read now
   */
  public Answer newest(DecoderOptions options, String topic) throws IOException {
    return options.valueFormat().newest(options, sources, topic);
  }

  /**
   * The newest schema of a topic's values, with the versions before it: Kafka may still hold
   * records of each.
   *
   * @param merged up to which version the topic's landing schema has all versions already, as
   *     {@link Known#upTo} named it; those are not asked for again
   * @throws IOException if the registry or the file cannot be read now
   */
  public Answer versions(DecoderOptions options, String topic, String merged) throws IOException {
    Answer newest = newest(options, topic);
    if (!(newest instanceof Known known) || known.upTo().isEmpty() || known.upTo().equals(merged)) {
      return newest;
    }
    try {
      List<String> earlier =
          sources.registry().versions(Subjects.ofValue(topic)).stream()
              .filter(each -> each.schema().isAvro() && !upTo(each).equals(known.upTo()))
              .map(each -> each.schema().text())
              .toList();
      return new Known(known.text(), earlier, known.upTo());
    } catch (RegistryException e) {
      if (e.prospect() == RegistryException.Prospect.LASTING) {
        // An old version that nobody can read, such as one whose reference is gone.
        return new Known(known.text());
      }
      throw e;
    }
  }

  /** A version number is given again when a subject was deleted for good; an id is not. */
  static String upTo(RegisteredSchema schema) {
    return "version " + schema.version() + ", id " + schema.id();
  }
}
