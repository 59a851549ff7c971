package io.sluice.writers;

import io.sluice.records.BadRecord;
import io.sluice.records.FetchedRecord;
import io.sluice.records.InFlightRecord;
import io.sluice.records.PieceEnd;
import io.sluice.records.TopicStart;
import io.sluice.records.WriterSchema;
import io.sluice.records.api.BadRecordException;
import io.sluice.records.api.TimestampType;
import io.sluice.records.landing.Compatibility;
import io.sluice.records.landing.Coordinate;
import io.sluice.records.landing.LandingAnswer;
import io.sluice.records.landing.LandingRules;
import io.sluice.records.landing.LandingSchema;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.offset.RangeFailure;
import io.sluice.tracker.run.Piece;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Records of a topic "orders", as a Mapper hands them on. */
final class Orders {
  static final WriterSchema SCHEMA =
      WriterSchema.parse(
          """
          {"type":"record","name":"Order","fields":[
            {"name":"id","type":"string"},
            {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}},
            {"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}},
            {"name":"state","type":{"type":"enum","name":"State","symbols":["OPEN","DONE"]}},
            {"name":"lines","type":{"type":"array","items":{"type":"record","name":"Line","fields":[
              {"name":"sku","type":"string"},{"name":"count","type":"int"}]}}},
            {"name":"tags","type":{"type":"map","values":["null","string"]}},
            {"name":"note","type":["null","string"],"default":null}]}""",
          "42");

  static final LandingSchema LANDING = landing(SCHEMA);

  private final FetchedRecord fetched = new FetchedRecord();
  private final InFlightRecord record = new InFlightRecord(fetched, SCHEMA);

  static LandingSchema landing(WriterSchema newest) {
    LandingAnswer answer =
        new LandingRules(
                List.of(Coordinate.PARTITION, Coordinate.OFFSET, Coordinate.TIMESTAMP),
                "kafka_",
                Set.of(),
                Compatibility.BACKWARD)
            .first("orders", newest.schema());
    if (answer instanceof LandingAnswer.Fixed fixed) {
      return fixed.schema();
    }
    throw new AssertionError(answer);
  }

  static OffsetRange range(int kafkaPartition, long start, long end) {
    return new OffsetRange(new KafkaPartition("orders", kafkaPartition), start, end);
  }

  static Piece piece(OffsetRange range, int fileGroup) {
    return new Piece(range, LeaderEpoch.UNKNOWN, fileGroup);
  }

  static TopicStart start(Piece... pieces) {
    return new TopicStart(
        "orders",
        "topic-id",
        LANDING.text(),
        "/data/orders",
        "/data/.quarantine/orders",
        List.of(pieces));
  }

  static PieceEnd end(OffsetRange range, Gap... absent) {
    return new PieceEnd(range, range.end(), 3, 3, List.of(absent), Optional.empty());
  }

  static ByteBuffer body(long offset) {
    GenericRecord line =
        new GenericRecordBuilder(SCHEMA.schema().getField("lines").schema().getElementType())
            .set("sku", "sku-" + offset % 7)
            .set("count", (int) (offset % 5))
            .build();
    GenericRecord order =
        new GenericRecordBuilder(SCHEMA.schema())
            .set("id", "order-" + offset)
            .set("at", 1_763_715_600_000L + offset)
            .set("price", ByteBuffer.wrap(new byte[] {4, (byte) offset}))
            .set(
                "state",
                new org.apache.avro.generic.GenericData.EnumSymbol(
                    SCHEMA.schema().getField("state").schema(), "DONE"))
            .set("lines", List.of(line, line))
            .set("tags", java.util.Collections.singletonMap("a", null))
            .set("note", offset % 2 == 0 ? null : "note")
            .build();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    try {
      new GenericDatumWriter<GenericRecord>(SCHEMA.schema()).write(order, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  /** Why the last record was refused, if it was. */
  Optional<RangeFailure> refusal() {
    return fetched.takeRefusal();
  }

  /** The next record; one object for all. */
  InFlightRecord record(int kafkaPartition, long offset, long timestamp) {
    return record(kafkaPartition, offset, timestamp, SCHEMA, body(offset));
  }

  InFlightRecord record(
      int kafkaPartition, long offset, long timestamp, WriterSchema schema, ByteBuffer body) {
    fetched
        .coordinates()
        .at("orders", kafkaPartition, offset)
        .stamped(timestamp, TimestampType.CREATE_TIME);
    fetched.valued(body);
    return record.with(schema, body);
  }

  BadRecord bad(int kafkaPartition, long offset) {
    fetched
        .coordinates()
        .at("orders", kafkaPartition, offset)
        .stamped(5, TimestampType.CREATE_TIME);
    fetched.valued(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    return BadRecord.of(fetched, new BadRecordException("schema-unknown", "No schema 9."));
  }
}
