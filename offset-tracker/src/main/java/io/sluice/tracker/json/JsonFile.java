package io.sluice.tracker.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
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
  /** A landing schema is one string of the plan, and may be large. */
  private static final int LONGEST_STRING = 256 << 20;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(LONGEST_STRING).build())
          .build();

  private static final int BUFFER = 1 << 16;

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
    try (JsonParser json = FACTORY.createParser(content)) {
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
      return parser.read(in);
    } catch (UnreadableStateException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(path, e);
    }
  }

  private static String why(Exception e) {
    if (e instanceof EOFException) {
      return "it is empty, or its end is missing";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static UnreadableStateException damaged(String path, Exception e) {
    return new UnreadableStateException(
        "Cannot read " + path + ": it is damaged (" + why(e) + "). Restore the file from a backup.",
        e);
  }
}
