package io.sluice.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.records.api.BadRecordException;
import io.sluice.records.api.TimestampType;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.run.Piece;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamTest {

  @Test
  void aNewRecordKeepsNothingOfTheLastOne() {
    FetchedRecord record = new FetchedRecord();
    record
        .coordinates()
        .at("orders", 3, 7)
        .stamped(5, TimestampType.CREATE_TIME)
        .keyed(ByteBuffer.allocate(4));
    record.valued(ByteBuffer.allocate(9));

    record.coordinates().at("orders", 4, 8);
    record.withoutValue();

    assertEquals("fetched orders-4@8", record.toString());
    assertEquals(-1, record.coordinates().timestamp());
    assertFalse(record.coordinates().hasKey());
    assertEquals(0, record.coordinates().key().remaining());
    assertEquals(List.of(), record.coordinates().headers());
    assertFalse(record.hasValue());
  }

  @Test
  void aBadRecordIsWholeThoughItsDecoderHasMovedOn() {
    FetchedRecord fetched = new FetchedRecord();
    fetched.coordinates().at("orders", 3, 7);
    ByteBuffer value = ByteBuffer.allocate(12).position(2);
    fetched.valued(value);
    InFlightRecord record =
        new InFlightRecord(fetched, WriterSchema.parse("\"long\"", "17"))
            .with(WriterSchema.parse("\"long\"", "17"), value.position(7));

    BadRecord bad = record.bad(new BadRecordException("time-missing", "No field 'at'."));

    assertEquals(10, bad.value().remaining());
    assertEquals("time-missing", bad.errorClass());
    assertEquals("No field 'at'.", bad.message());
  }

  @Test
  void aTaskReadsAKafkaPartitionOnce() {
    KafkaPartition first = new KafkaPartition("orders", 0);
    List<Piece> twice =
        List.of(
            new Piece(new OffsetRange(first, 0, 5), LeaderEpoch.UNKNOWN, 0),
            new Piece(new OffsetRange(first, 5, 9), LeaderEpoch.UNKNOWN, 1));

    assertThrows(
        IllegalArgumentException.class,
        () -> new TopicStart("orders", "", "", "/data/orders", "/data/.quarantine/orders", twice));
  }

  @Test
  void noRecordIsDroppedAsLost() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new DroppedRecord(new ReusedCoordinates(), Gap.Kind.LOST));
  }
}
