package io.sluice.mapper.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An object in an answer of the registry. Missing fields are empty or 0; unknown fields are
 * ignored.
 */
record RegistryAnswer(
    String schema,
    String schemaType,
    int id,
    int version,
    List<Reference> references,
    int errorCode,
    String message) {

  /** A named type in another subject. */
  record Reference(String name, String subject, int version) {}

  private static final JsonFactory JSON = new JsonFactory();

  static RegistryAnswer parse(byte[] body) throws IOException {
    try (JsonParser parser = JSON.createParser(body)) {
      String schema = "";
      String schemaType = SchemaText.AVRO;
      int id = 0;
      int version = 0;
      List<Reference> references = List.of();
      int errorCode = 0;
      String message = "";
      begin(parser, JsonToken.START_OBJECT);
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        switch (name) {
          case "schema" -> schema = parser.getValueAsString("");
          case "schemaType" -> schemaType = parser.getValueAsString(SchemaText.AVRO);
          case "id" -> id = parser.getValueAsInt();
          case "version" -> version = parser.getValueAsInt();
          case "references" -> references = references(parser);
          case "error_code" -> errorCode = parser.getValueAsInt();
          case "message" -> message = parser.getValueAsString("");
          default -> parser.skipChildren();
        }
      }
      return new RegistryAnswer(schema, schemaType, id, version, references, errorCode, message);
    }
  }

  static List<Integer> parseNumbers(byte[] body) throws IOException {
    try (JsonParser parser = JSON.createParser(body)) {
      List<Integer> numbers = new ArrayList<>();
      begin(parser, JsonToken.START_ARRAY);
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        numbers.add(parser.getIntValue());
      }
      return numbers;
    }
  }

  private static List<Reference> references(JsonParser parser) throws IOException {
    List<Reference> references = new ArrayList<>();
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      return references;
    }
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      String name = "";
      String subject = "";
      int version = 0;
      for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
        parser.nextToken();
        switch (field) {
          case "name" -> name = parser.getValueAsString("");
          case "subject" -> subject = parser.getValueAsString("");
          case "version" -> version = parser.getValueAsInt();
          default -> parser.skipChildren();
        }
      }
      references.add(new Reference(name, subject, version));
    }
    return references;
  }

  private static void begin(JsonParser parser, JsonToken expected) throws IOException {
    if (parser.nextToken() != expected) {
      throw new IOException("It begins with " + parser.currentToken());
    }
  }
}
