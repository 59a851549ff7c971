package io.sluice.tracker.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.sluice.tracker.checksum.Sha256;
import io.sluice.tracker.message.ForeignText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Files of one kind: each is one JSON object whose first field is its {@code format}. */
public final class JsonFile<T> {
  private static final StateBounds BOUNDS = StateBounds.OF_THIS_PROCESS;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // Names that others make up are not kept for ever.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(StateBounds.DEPTH)
                  .maxNumberLength(StateBounds.NUMBER)
                  .maxNameLength(StateBounds.NAME)
                  .maxStringLength(BOUNDS.string())
                  .maxTokenCount(BOUNDS.values())
                  .build())
          .build();

  private static final String FORMAT = "format";

  private static final int BUFFER = 1 << 16;

  /** Characters of a parser's complaint. */
  private static final int WHY = 300;

  private final int format;
  private final Body<T> body;
  private final Packing packing;

  private JsonFile(int format, Body<T> body, Packing packing) {
    this.format = format;
    this.body = body;
    this.packing = packing;
  }

  /** The fields that follow {@code format}. */
  public interface Body<T> {
    void writeFields(JsonGenerator out, T value) throws IOException;

    T readFields(JsonReader in) throws IOException;
  }

  private enum Packing {
    PLAIN,
    GZIP
  }

  /**
   * Files that are as they are.
   *
   * @param format the newest one, which is what {@code body} writes
   */
  public static <T> JsonFile<T> plain(int format, Body<T> body) {
    return new JsonFile<>(format, body, Packing.PLAIN);
  }

  /** Files in gzip, likewise. */
  public static <T> JsonFile<T> gzip(int format, Body<T> body) {
    return new JsonFile<>(format, body, Packing.GZIP);
  }

  public byte[] write(T value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream packed = packing == Packing.GZIP ? new SmallGzip(bytes) : bytes;
        JsonGenerator out = FACTORY.createGenerator(packed).setPrettyPrinter(new LinePrinter())) {
      out.writeStartObject();
      out.writeNumberField(FORMAT, format);
      body.writeFields(out, value);
      out.writeEndObject();
      out.writeRaw('\n');
    } catch (IOException e) {
      throw new IllegalStateException("Cannot write JSON into memory", e);
    }
    return bytes.toByteArray();
  }

  /** A little smaller than by default, for a little more time; levels above cost far more of it. */
  private static final class SmallGzip extends GZIPOutputStream {
    private static final int LEVEL = 7;

    SmallGzip(OutputStream bytes) throws IOException {
      super(bytes, BUFFER);
      def.setLevel(LEVEL);
    }
  }

  /**
   * Reads a file.
   *
   * @param path for messages
   */
  public T read(byte[] content, String path) throws UnreadableStateException {
    return read(content, path, body::readFields);
  }

  /**
   * Reads the first fields of a file, or all.
   *
   * @param path for messages
   */
  public <U> U read(byte[] content, String path, Form.Reading<U> fields)
      throws UnreadableStateException {
    ByteArrayInputStream bytes = new ByteArrayInputStream(content);
    try (InputStream in = packing == Packing.GZIP ? new GZIPInputStream(bytes, BUFFER) : bytes;
        JsonParser json = FACTORY.createParser(new BoundedInput(in, path, BOUNDS.bytes()))) {
      return read(json, path, fields);
    } catch (UnreadableStateException e) {
      throw e;
    } catch (StreamConstraintsException e) {
      throw beyond(path, e);
    } catch (IOException | RuntimeException e) {
      // What a file says may be any number, twice, or nothing that can be: who makes values of it
      // refuses that by exceptions of many kinds.
      throw damaged(path, e);
    }
  }

  private <U> U read(JsonParser json, String path, Form.Reading<U> fields) throws IOException {
    json.nextToken();
    JsonReader in = new JsonReader(json, path);
    in.expectObject();
    int found = 0;
    if (in.nextField() && in.name().equals(FORMAT)) {
      in.next();
      found = in.integer();
    }
    if (found < 1) {
      throw new UnreadableStateException(
          "Cannot read "
              + path
              + ": it does not begin with its format. Restore the file from a backup.");
    }
    if (found > format) {
      throw new NewerFormatException(path, found, format);
    }
    U value = fields.read(in);
    // A reader of the first fields only has not come to the end of the object.
    if (json.getParsingContext().inRoot() && json.nextToken() != null) {
      throw new UnreadableStateException(
          "Cannot read "
              + path
              + ": something follows its end, which Sluice has not written. Restore the file from"
              + " a backup.");
    }
    return value;
  }

  /** SHA-256 of a file's content as it is stored, in hex. */
  public static String checksum(byte[] content) {
    return Sha256.hex(content);
  }

  private static UnreadableStateException beyond(String path, StreamConstraintsException e) {
    return StateBounds.exceeded(path, "too much of one kind (" + why(e) + ")");
  }

  private static String why(Exception e) {
    if (e instanceof EOFException) {
      return "it is empty, or its end is missing";
    }
    String message =
        e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
    return message == null ? e.getClass().getSimpleName() : ForeignText.line(message, WHY);
  }

  private static UnreadableStateException damaged(String path, Exception e) {
    return new UnreadableStateException(
        "Cannot read " + path + ": it is damaged (" + why(e) + "). Restore the file from a backup.",
        e);
  }
}
