package io.sluice.records.landing;

import io.sluice.records.LenientSchemas;
import io.sluice.records.merge.SchemaCopies;
import io.sluice.tracker.checksum.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * The schema of a topic's files: the value's fields, in order, then the columns of Kafka's
 * coordinates. In Avro binary, a row is therefore the value's body followed by the bytes of the
 * coordinates. A value that is not a record is the only field, {@value #WRAPPED_FIELD}, of a
 * record, which has the same bytes.
 *
 * <p>The text contains all information: its properties say which columns are coordinates, and
 * whether the value is wrapped. It must not change without a reason, because its {@link
 * #fingerprint} identifies it.
 */
public final class LandingSchema {
  /** Name of the only field of a value that is not a record. */
  public static final String WRAPPED_FIELD = "value";

  /** Property of a record that wraps a value. */
  static final String WRAPPED_PROPERTY = "sluice.wrapped";

  /**
   * Property of a landed record: the newest version of the registry's subject that it contains, in
   * the form of {@link #versions}.
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
   * @throws org.apache.avro.AvroRuntimeException if it is not one
   */
  public static LandingSchema parse(String text) {
    return new LandingSchema(LenientSchemas.parse(text), text);
  }

  /** Parses the schema from its text, so that planner and tasks have the same schema. */
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
    return Sha256.hex(text);
  }

  /** The schema of the value alone, to which a record's writer schema is resolved. */
  public Schema valueSchema() {
    return isWrapped() ? valueRecord.getFields().get(0).schema() : valueRecord;
  }

  /**
   * The version of the registry's subject up to which this schema contains all versions; empty if
   * it is not known.
   */
  public Optional<String> versions() {
    return schema.getObjectProp(VERSIONS_PROPERTY) instanceof String versions
        ? Optional.of(versions)
        : Optional.empty();
  }

  /** The columns after the value's fields, in order. */
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
