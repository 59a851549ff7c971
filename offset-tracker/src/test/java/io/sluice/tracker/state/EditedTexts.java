package io.sluice.tracker.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The strings of a file of the state directory, whatever fields it has, and the file with others.
 */
final class EditedTexts {
  private static final int GZIP = 0x1f;

  private EditedTexts() {}

  /** Changes one string, which has that name and number in the file. */
  interface Edit {
    String of(int number, String name, String text);
  }

  /** Names of the fields that hold strings, one for each string; a plain text is one string. */
  static List<String> names(byte[] content) throws IOException {
    List<String> names = new ArrayList<>();
    edited(
        content,
        (number, name, text) -> {
          names.add(name);
          return text;
        });
    return names;
  }

  /** The file with another text in the place of one string. */
  static byte[] with(byte[] content, int which, String text) throws IOException {
    return edited(content, (number, name, was) -> number == which ? text : was);
  }

  /** The file with each string changed. */
  static byte[] with(byte[] content, UnaryOperator<String> change) throws IOException {
    return edited(content, (number, name, was) -> change.apply(was));
  }

  static byte[] edited(byte[] content, Edit edit) throws IOException {
    if (content.length > 0 && content[0] == GZIP) {
      byte[] plain = new GZIPInputStream(new ByteArrayInputStream(content)).readAllBytes();
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
        gzip.write(json(plain, edit));
      }
      return packed.toByteArray();
    }
    return content.length > 0 && content[0] == '{'
        ? json(content, edit)
        : edit.of(0, "the text", new String(content, UTF_8)).getBytes(UTF_8);
  }

  private static byte[] json(byte[] content, Edit edit) throws IOException {
    JsonFactory factory = new JsonFactory();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int number = 0;
    try (JsonParser in = factory.createParser(content);
        JsonGenerator out = factory.createGenerator(bytes)) {
      for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
        if (token == JsonToken.VALUE_STRING) {
          String name = in.getParsingContext().pathAsPointer().toString();
          out.writeString(edit.of(number++, name, in.getText()));
        } else {
          out.copyCurrentEvent(in);
        }
      }
    }
    return bytes.toByteArray();
  }
}
