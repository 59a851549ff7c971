package io.sluice.maintenance.verify;

import io.sluice.records.api.BadRecordException;
import io.sluice.records.body.BodyShape;
import io.sluice.records.landing.Coordinate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the values of one file's rows conform to their types, by the same rules as a task.
 * Coordinates, which follow the values, are as in Kafka and not checked.
 */
final class RowValues {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private @Nullable Rules rules;
  private @Nullable BinaryEncoder encoder;

  private record Rules(BodyShape shape, GenericDatumWriter<GenericRecord> writer) {
    static Rules of(Schema rows) {
      List<Schema.Field> fields =
          rows.getFields().stream()
              .takeWhile(field -> Coordinate.of(field).isEmpty())
              .map(field -> new Schema.Field(field, field.schema()))
              .toList();
      Schema values =
          Schema.createRecord(rows.getName(), rows.getDoc(), rows.getNamespace(), false, fields);
      return new Rules(BodyShape.of(values), new GenericDatumWriter<>(values, new GenericData()));
    }
  }

  /** The fault of a value of the row; empty if there is none. */
  Optional<String> fault(GenericRecord row) throws IOException {
    Rules using = rules;
    if (using == null) {
      using = Rules.of(row.getSchema());
      rules = using;
    }
    bytes.reset();
    encoder = EncoderFactory.get().directBinaryEncoder(bytes, encoder);
    using.writer().write(row, encoder);
    try {
      using.shape().check(ByteBuffer.wrap(bytes.toByteArray()));
      return Optional.empty();
    } catch (BadRecordException e) {
      return Optional.of(e.getMessage());
    }
  }
}
