package io.sluice.records;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/** Parses schemas of users without validating names and defaults. */
public final class LenientSchemas {
  /**
   * Maximum number of named types in one schema. The time of Avro's parser grows with the square of
   * this number, and the time of the Parquet check grows faster.
   */
  public static final int MOST_TYPES = 1_000;

  /** Maximum number of named types and fields in one schema. */
  public static final int MOST_NAMES = 10_000;

  private static final Set<String> NAMED = Set.of("record", "error", "enum", "fixed");
  private static final JsonFactory JSON = new JsonFactory();

  private LenientSchemas() {}

  /**
   * Parses a schema leniently.
   *
   * @throws SchemaParseException if the text is not an Avro schema, or is too large
   */
  public static Schema parse(String text) {
    return parse(List.of(text));
  }

  /**
   * Parses the last of several, each of which may use the types of those before it.
   *
   * @throws SchemaParseException if one is not an Avro schema, or they are too large
   */
  public static Schema parse(List<String> texts) {
    int types = 0;
    int names = 0;
    for (String text : texts) {
      Size size = Size.of(text);
      types += size.types;
      names += size.names;
    }
    if (types > MOST_TYPES || names > MOST_NAMES) {
      throw new SchemaParseException(
          "It has %d named types and %d fields, and %d types, and %d types and fields together, are read at most"
              .formatted(types, names - types, MOST_TYPES, MOST_NAMES));
    }
    Schema.Parser parser =
        new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false);
    Schema last = parser.parse(texts.get(0));
    for (String text : texts.subList(1, texts.size())) {
      last = parser.parse(text);
    }
    return last;
  }

  /** Counts of what a schema's text defines. */
  private record Size(int types, int names) {
    static Size of(String text) {
      int types = 0;
      int names = 0;
      try (JsonParser json = JSON.createParser(text)) {
        for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
          if (token == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            boolean isText = json.nextToken() == JsonToken.VALUE_STRING;
            types += isText && field.equals("type") && NAMED.contains(json.getText()) ? 1 : 0;
            names += isText && field.equals("name") ? 1 : 0;
          }
        }
      } catch (IOException e) {
        return new Size(types, names); // Avro reports the syntax error.
      }
      return new Size(types, names);
    }
  }
}
