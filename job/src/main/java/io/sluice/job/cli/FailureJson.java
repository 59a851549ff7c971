package io.sluice.job.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/** A failure for machines: the answer of any verb that ended before it had one. */
final class FailureJson {

  private FailureJson() {}

  static String of(Failure failure) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeNumberField("exitCode", failure.exitCode().number());
      json.writeStringField("outcome", failure.exitCode().name().toLowerCase(Locale.ROOT));
      json.writeArrayFieldStart("problems");
      for (String line : failure.lines()) {
        json.writeString(line);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write JSON into memory", e);
    }
    return text + System.lineSeparator();
  }
}
