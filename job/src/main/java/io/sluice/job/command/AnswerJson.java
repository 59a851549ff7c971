package io.sluice.job.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes a command's answer for machines. */
public final class AnswerJson {

  /** Fills an object that has been begun. */
  @FunctionalInterface
  public interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private AnswerJson() {}

  /** One JSON object, {@code answer} being the version of its form. */
  public static String text(Fields fields) {
    return object(
        json -> {
          json.writeNumberField("answer", 1);
          fields.write(json);
        });
  }

  /** One JSON object with these fields. */
  public static String object(Fields fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write JSON into memory", e);
    }
    return text + System.lineSeparator();
  }
}
