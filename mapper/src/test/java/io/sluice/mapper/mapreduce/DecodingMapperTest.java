package io.sluice.mapper.mapreduce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.Mockito.when;

import io.sluice.records.BadRecord;
import io.sluice.records.DroppedRecord;
import io.sluice.records.FetchedRecord;
import io.sluice.records.InFlightRecord;
import io.sluice.records.PieceEnd;
import io.sluice.records.ReadItem;
import io.sluice.records.TaskItem;
import io.sluice.records.TopicEnd;
import io.sluice.records.TopicStart;
import io.sluice.records.api.Coordinates;
import io.sluice.records.api.Decoder;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.OffsetRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mrunit.mapreduce.MapDriver;
import org.apache.hadoop.mrunit.types.Pair;
import org.apache.hadoop.security.Credentials;
import org.junit.jupiter.api.Test;

class DecodingMapperTest {
  private static final OffsetRange RANGE = new OffsetRange(new KafkaPartition("clicks", 0), 5, 8);
  private static final TopicStart START =
      new TopicStart(
          "clicks",
          "",
          "\"string\"",
          "/data/clicks",
          "/data/.quarantine/clicks",
          List.of(new TopicStart.StartedPiece(RANGE, 0)));
  private static final PieceEnd END = new PieceEnd(RANGE, 8, 0, 0, List.of(), List.of());

  @Test
  void handsOnInOrderWhatTheReaderSaysAndDecodesTheRecordsBetween() throws IOException {
    List<TaskItem> out =
        run(
            "value.format=string",
            START,
            record(5, "a"),
            record(6, "b"),
            END,
            TopicEnd.sound("clicks"));

    assertEquals(5, out.size());
    assertEquals(START, out.get(0));
    assertEquals("5:a", told(out.get(1)));
    assertEquals("6:b", told(out.get(2)));
    assertEquals(END, out.get(3));
    assertEquals(TopicEnd.sound("clicks"), out.get(4));
  }

  @Test
  void countsATombstoneAsDroppedAndGoesOn() throws IOException {
    FetchedRecord tombstone = new FetchedRecord();
    tombstone.coordinates().at("clicks", 0, 5);
    tombstone.withoutValue();

    List<TaskItem> out = run("value.format=string", START, tombstone, record(6, "b"), END);

    assertEquals(Gap.Kind.TOMBSTONE, ((DroppedRecord) out.get(1)).kind());
    assertEquals("6:b", told(out.get(2)));
  }

  @Test
  void sendsGarbageOnAsABadRecordWithItsReason() throws IOException {
    List<TaskItem> out =
        run(
            "value.format=confluent-avro\nschema.registry.url=http://127.0.0.1:9",
            START,
            record(5, "garbage"),
            END);

    BadRecord bad = (BadRecord) out.get(1);
    assertEquals("confluent-no-magic-byte", bad.errorClass());
    assertEquals(5, bad.coordinates().offset());
    assertEquals(END, out.get(2));
  }

  @Test
  void makesABadRecordOfWhatADecoderOfAUserFailsOn() throws IOException {
    List<TaskItem> out =
        run("value.format=" + FailingDecoder.class.getName(), START, record(5, "a"), END);

    assertEquals("decoder-failed", ((BadRecord) out.get(1)).errorClass());
  }

  @Test
  void failsTheAttemptWhereTheRegistryCannotBeReached() {
    FetchedRecord fetched = new FetchedRecord();
    fetched.coordinates().at("clicks", 0, 5);
    fetched.valued(ByteBuffer.wrap(new byte[] {0, 0, 0, 0, 7, 1}));

    assertThrows(
        IOException.class,
        () ->
            run(
                "value.format=confluent-avro\nschema.registry.url=http://127.0.0.1:9\nschema.registry.retries=0",
                START,
                fetched,
                END));
  }

  @Test
  void parsesASchemaOnceForAllRecordsOfOneTextObject() throws IOException {
    List<TaskItem> out = run("value.format=string", START, record(5, "a"), record(6, "b"), END);

    assertSame(((InFlightRecord) out.get(1)).schema(), ((InFlightRecord) out.get(2)).schema());
  }

  /** Fails as careless code of a user may. */
  public static final class FailingDecoder implements Decoder {
    @Override
    public void decode(Coordinates at, ByteBuffer value, Sink sink) {
      throw new IllegalStateException("cannot cope");
    }
  }

  private static FetchedRecord record(long offset, String value) {
    FetchedRecord fetched = new FetchedRecord();
    fetched.coordinates().at("clicks", 0, offset);
    return fetched.valued(ByteBuffer.wrap(value.getBytes(UTF_8)));
  }

  private static String told(TaskItem item) {
    InFlightRecord record = (InFlightRecord) item;
    ByteBuffer body = record.body().duplicate();
    body.get(); // the length of a short string, in Avro's binary form
    return record.coordinates().offset() + ":" + UTF_8.decode(body);
  }

  private static List<TaskItem> run(String settings, ReadItem... items) throws IOException {
    MapDriver<NullWritable, ReadItem, NullWritable, TaskItem> driver =
        MapDriver.newMapDriver(new DecodingMapper());
    driver
        .getConfiguration()
        .setStrings(
            "io.serializations",
            "org.apache.hadoop.io.serializer.WritableSerialization",
            ItemSerialization.class.getName());
    driver.getConfiguration().set("sluice.settings", settings);
    Mapper<NullWritable, ReadItem, NullWritable, TaskItem>.Context context = driver.getContext();
    when(context.getCredentials()).thenReturn(new Credentials());
    for (ReadItem item : items) {
      driver.addInput(NullWritable.get(), item);
    }
    return driver.run().stream().map(Pair::getSecond).toList();
  }
}
