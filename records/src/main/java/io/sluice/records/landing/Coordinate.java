package io.sluice.records.landing;

import io.sluice.records.LenientSchemas;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * A column with a Kafka coordinate, after the value's fields. Each has a default, so that files
 * from before it was enabled can be read with the later schema.
 */
public enum Coordinate {
  PARTITION("partition", "\"int\""),
  OFFSET("offset", "\"long\""),
  TIMESTAMP("timestamp", "[\"null\",{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}]"),
  TIMESTAMP_TYPE("timestamp-type", "[\"null\",\"string\"]"),
  KEY("key", "[\"null\",\"bytes\"]"),
  HEADERS(
      "headers",
      "{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"KafkaHeader\","
          + "\"namespace\":\"io.sluice.landed\",\"fields\":[{\"name\":\"name\",\"type\":\"string\"},"
          + "{\"name\":\"value\",\"type\":[\"null\",\"bytes\"]}]}}");

  /** Property of a field that is a coordinate; its value is {@link #text}. */
  static final String PROPERTY = "sluice.coordinate";

  private final String text;
  private final String type;

  Coordinate(String text, String type) {
    this.text = text;
    this.type = type;
  }

  /** The word in the key {@code coordinates}. */
  public String text() {
    return text;
  }

  public static Optional<Coordinate> of(String text) {
    return Arrays.stream(values()).filter(each -> each.text.equals(text)).findFirst();
  }

  String column(String prefix) {
    return prefix + text.replace('-', '_');
  }

  Schema.Field field(String prefix) {
    Schema.Field field =
        new Schema.Field(column(prefix), LenientSchemas.parse(type), null, defaultValue());
    field.addProp(PROPERTY, text);
    return field;
  }

  private Object defaultValue() {
    return switch (this) {
      case PARTITION -> -1;
      case OFFSET -> -1L;
      case TIMESTAMP, TIMESTAMP_TYPE, KEY -> Schema.Field.NULL_DEFAULT_VALUE;
      case HEADERS -> List.of();
    };
  }

  /** The coordinate of a field of a landed file; empty if the field belongs to the value. */
  public static Optional<Coordinate> of(Schema.Field field) {
    return field.getObjectProp(PROPERTY) instanceof String text ? of(text) : Optional.empty();
  }
}
