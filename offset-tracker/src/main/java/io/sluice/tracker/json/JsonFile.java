package io.sluice.tracker.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.sluice.tracker.message.ForeignText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** One file that is one JSON object whose first field is its {@code format}, plain or in gzip. */
public final class JsonFile {
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

  private static final int BUFFER = 1 << 16;

  /** Characters of a parser's complaint. */
  private static final int WHY = 300;

  private JsonFile() {}

  /** Writes the fields that follow {@code format}. */
  public interface Body {
    void write(JsonGenerator out) throws IOException;
  }

  /** Reads the fields that follow {@code format}. */
  public interface Parser<T> {
    T read(ObjectReader in) throws IOException;
  }

  public static byte[] write(int format, Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(bytes, format, body);
    return bytes.toByteArray();
  }

  public static byte[] writeGzip(int format, Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new SmallGzip(bytes)) {
      write(gzip, format, body);
    } catch (IOException e) {
      throw inMemory(e);
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

  private static void write(OutputStream bytes, int format, Body body) {
    try (JsonGenerator out = FACTORY.createGenerator(bytes).setPrettyPrinter(new LinePrinter())) {
      out.writeStartObject();
      out.writeNumberField("format", format);
      body.write(out);
      out.writeEndObject();
      out.writeRaw('\n');
    } catch (IOException e) {
      throw inMemory(e);
    }
  }

  private static IllegalStateException inMemory(IOException e) {
    return new IllegalStateException("Cannot write JSON into memory", e);
  }

  /**
   * Reads a plain file.
   *
   * @param path for messages
   * @param known the newest format that {@code parser} knows
   */
  public static <T> T read(byte[] content, String path, int known, Parser<T> parser)
      throws UnreadableStateException {
    return read(new ByteArrayInputStream(content), path, known, parser);
  }

  /** Reads a file in gzip, likewise. */
  public static <T> T readGzip(byte[] content, String path, int known, Parser<T> parser)
      throws UnreadableStateException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(content), BUFFER)) {
      return read(in, path, known, parser);
    } catch (UnreadableStateException e) {
      throw e;
    } catch (IOException e) {
      throw damaged(path, e);
    }
  }

  private static <T> T read(InputStream content, String path, int known, Parser<T> parser)
      throws UnreadableStateException {
    try (JsonParser json = FACTORY.createParser(new BoundedInput(content, path, BOUNDS.bytes()))) {
      json.nextToken();
      ObjectReader in = new ObjectReader(json, path);
      int format = in.next() && in.name().equals("format") ? in.intValue() : 0;
      if (format < 1) {
        throw new UnreadableStateException(
            "Cannot read "
                + path
                + ": it does not begin with its format. Restore the file from a backup.");
      }
      if (format > known) {
        throw new NewerFormatException(path, format, known);
      }
      T value = parser.read(in);
      // A parser of the first fields only has not come to the end of the object.
      if (json.getParsingContext().inRoot() && json.nextToken() != null) {
        throw new UnreadableStateException(
            "Cannot read "
                + path
                + ": something follows its end, which Sluice has not written. Restore the file from"
                + " a backup.");
      }
      return value;
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
