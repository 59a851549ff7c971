package io.sluice.records.landing;

import io.sluice.records.LenientSchemas;
import io.sluice.records.merge.SchemaCopies;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * The schema of a topic's files: the value's fields, in order, then the columns of Kafka's
 * coordinates. In Avro binary a row is thus the value's body with the coordinates' bytes behind it.
 * A value that is no record is the one field {@value #WRAPPED_FIELD} of a record, which has the
 * same bytes.
 *
 * <p>The text says all: which columns are coordinates, and whether the value is wrapped, stands
 * there as properties. It must not change without a reason, since its {@link #fingerprint} names
 * it.
 */
public final class LandingSchema {
  /** Name of the only field of a value that is no record. */
  public static final String WRAPPED_FIELD = "value";

  /** Property of a record that wraps a value. */
  static final String WRAPPED_PROPERTY = "sluice.wrapped";

  /**
   * Property of a landed record: the newest version of the registry's subject that it holds, as
   * {@link #versions} says it.
   */
  static final String VERSIONS_PROPERTY = "sluice.versions";

  private final Schema schema;
  private final String text;
  private final Schema valueRecord;
  private final List<Coordinate> coordinates;

  private LandingSchema(Schema schema, String text) {
    List<Schema.Field> valueFields = new ArrayList<>();
    List<Coordinate> columns = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      Coordinate.of(field)
          .ifPresentOrElse(
              columns::add, () -> valueFields.add(new Schema.Field(field, field.schema())));
    }
    this.schema = schema;
    this.text = text;
    this.coordinates = List.copyOf(columns);
    this.valueRecord = SchemaCopies.recordLike(schema, valueFields);
  }

  /**
   * Reads the text of a landing schema.
   *
   * @throws org.apache.avro.AvroRuntimeException if it is none
   */
  public static LandingSchema parse(String text) {
    return new LandingSchema(LenientSchemas.parse(text), text);
  }

  /** Reads it back from its text, so that what the planner fixes is what a task will find. */
  static LandingSchema of(Schema schema) {
    return parse(schema.toString());
  }

  /** Of the files. */
  public Schema schema() {
    return schema;
  }

  public String text() {
    return text;
  }

  /** SHA-256 of the text in hex. */
  public String fingerprint() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /** Of the value alone: what a record's writer schema is resolved to. */
  public Schema valueSchema() {
    return isWrapped() ? valueRecord.getFields().get(0).schema() : valueRecord;
  }

  /**
   * Up to which version of the registry's subject all versions are in this schema; empty if that is
   * not known.
   */
  public Optional<String> versions() {
    return schema.getObjectProp(VERSIONS_PROPERTY) instanceof String versions
        ? Optional.of(versions)
        : Optional.empty();
  }

  /** The columns behind the value's fields, in order. */
  public List<Coordinate> coordinates() {
    return coordinates;
  }

  /** The value's fields as a record, wrapped or not. */
  Schema valueRecord() {
    return valueRecord;
  }

  boolean isWrapped() {
    return Boolean.TRUE.equals(schema.getObjectProp(WRAPPED_PROPERTY));
  }
}
