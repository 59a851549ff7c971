package io.sluice.records.landing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;

/**
 * The schema of records in quarantine: the coordinates of a record, the whole record as in Kafka,
 * and the reason why it cannot land. One schema for all topics, so that one Hive table can hold
 * them.
 */
public final class QuarantineSchema {
  /**
   * Increased with each change of the schema; the schema contains it as the property {@value
   * #VERSION_PROPERTY}.
   */
  public static final int VERSION = 1;

  static final String VERSION_PROPERTY = "sluice.quarantine.version";

  private QuarantineSchema() {}

  /** Returns a new object for each call. */
  public static Schema schema() {
    Schema record = Schema.createRecord("QuarantinedRecord", null, "io.sluice.landed", false);
    record.addProp(VERSION_PROPERTY, VERSION);
    List<Schema.Field> fields = new ArrayList<>();
    fields.add(new Schema.Field("kafka_topic", Schema.create(Schema.Type.STRING)));
    Arrays.stream(Coordinate.values()).map(each -> each.field("kafka_")).forEach(fields::add);
    fields.add(
        new Schema.Field(
            "kafka_value",
            Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.BYTES)),
            null,
            Schema.Field.NULL_DEFAULT_VALUE));
    fields.add(new Schema.Field("error_class", Schema.create(Schema.Type.STRING)));
    fields.add(new Schema.Field("error_message", Schema.create(Schema.Type.STRING)));
    fields.add(new Schema.Field("run_id", Schema.create(Schema.Type.STRING)));
    record.setFields(fields);
    return record;
  }
}
