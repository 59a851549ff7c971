package io.sluice.mapper.mapreduce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.when;

import io.sluice.mapper.registry.SmallRegistry;
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
import io.sluice.records.api.DecodedBody;
import io.sluice.records.api.Decoder;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.offset.RangeFailure;
import io.sluice.tracker.run.Piece;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mrunit.mapreduce.MapDriver;
import org.apache.hadoop.mrunit.types.Pair;
import org.apache.hadoop.security.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecodingMapperTest {
  private static final OffsetRange RANGE = new OffsetRange(new KafkaPartition("clicks", 0), 5, 8);
  private static final TopicStart START =
      new TopicStart(
          "clicks",
          "",
          "\"string\"",
          "/data/clicks",
          "/data/.quarantine/clicks",
          List.of(new Piece(RANGE, LeaderEpoch.UNKNOWN, 0)));
  private static final PieceEnd END = new PieceEnd(RANGE, 8, 0, 0, List.of(), Optional.empty());

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
    assertEquals("5:a", text(out.get(1)));
    assertEquals("6:b", text(out.get(2)));
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
    assertEquals("6:b", text(out.get(2)));
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
  void refusesARecordWhoseSchemaTheRegistryDoesNotGiveNow() throws IOException {
    FetchedRecord fetched = ofSchema(7, 5);

    List<TaskItem> out =
        run(
            "value.format=confluent-avro\nschema.registry.url=http://127.0.0.1:9\nschema.registry.retries=0",
            START,
            fetched,
            END);

    assertEquals(List.of(START, END), out);
    RangeFailure failure = fetched.takeRefusal().orElseThrow();
    assertEquals(RangeFailure.Kind.UNREACHABLE, failure.kind());
    assertTrue(
        failure.message().startsWith("Cannot decode clicks-0@5: Cannot ask the schema registry"),
        failure::message);
  }

  @Test
  void refusesARecordWhoseSchemaTheRegistryForbids() throws IOException {
    FetchedRecord fetched = ofSchema(7, 5);
    try (SmallRegistry registry = new SmallRegistry()) {
      registry.at("/schemas/ids/7", 403, "{\"error_code\":40301,\"message\":\"not allowed\"}");

      run(
          "value.format=confluent-avro\nschema.registry.url=" + registry.url(),
          START,
          fetched,
          END);
    }

    assertEquals(RangeFailure.Kind.BLOCKED, fetched.takeRefusal().orElseThrow().kind());
  }

  @Test
  void refusesARecordBehindTooManyUnknownSchemas() throws IOException {
    FetchedRecord fetched = behindUnknownSchemas(START).get(FEW);

    RangeFailure failure = fetched.takeRefusal().orElseThrow();

    assertEquals(RangeFailure.Kind.UNKNOWN_SCHEMAS, failure.kind());
    assertEquals(
        "Cannot decode clicks-0@50: Schema id 1050 was not asked for: the schema registry did not"
            + " know 50 other ids that records of this topic name, and 50 in all that this task has"
            + " asked for, and a task asks for no more of"
            + " them.",
        failure.message());
  }

  @Test
  void whereBadRecordsAreAcceptedUnknownSchemasEndNoRange() throws IOException {
    TopicStart accepted =
        new TopicStart(
            START.topic(),
            START.topicId(),
            START.landingSchema(),
            START.directory(),
            START.quarantineDirectory(),
            TopicStart.Errors.ACCEPTED,
            START.pieces());

    List<FetchedRecord> records = behindUnknownSchemas(accepted);

    assertEquals(List.of(), records.stream().flatMap(each -> each.takeRefusal().stream()).toList());
  }

  private static final int FEW = 50;

  /** One record more than there are unknown schema ids that a task asks for. */
  private static List<FetchedRecord> behindUnknownSchemas(TopicStart start) throws IOException {
    List<ReadItem> items = new ArrayList<>();
    items.add(start);
    List<FetchedRecord> records = new ArrayList<>();
    for (int number = 0; number <= FEW; number++) {
      records.add(ofSchema(1_000 + number, number));
    }
    items.addAll(records);
    items.add(END);
    try (SmallRegistry registry = new SmallRegistry()) {
      run(
          "value.format=confluent-avro\nschema.registry.url=" + registry.url(),
          items.toArray(ReadItem[]::new));
    }
    return records;
  }

  @Test
  void makesABadRecordOfAnErrorInADecoderOfAUser() throws IOException {
    List<TaskItem> out =
        run("value.format=" + BottomlessDecoder.class.getName(), START, record(5, "a"), END);

    assertEquals("decoder-failed", ((BadRecord) out.get(1)).errorClass());
    assertEquals(END, out.get(2));
  }

  @Test
  void refusesTheRecordsOfATopicWhoseDecoderCannotBeOpened() throws IOException {
    FetchedRecord fetched = record(5, "a");

    List<TaskItem> out =
        run("value.format=com.acme.Missing", START, fetched, END, TopicEnd.sound("clicks"));

    assertEquals(List.of(START, END, TopicEnd.sound("clicks")), out);
    RangeFailure failure = fetched.takeRefusal().orElseThrow();
    assertEquals(RangeFailure.Kind.BLOCKED, failure.kind());
    assertEquals(
        "Cannot open the decoder of topic clicks: Cannot use value.format=com.acme.Missing: there is"
            + " no such class. Pass its jar with -libjars.",
        failure.message());
  }

  @ParameterizedTest
  @ValueSource(classes = {CutOffDecoder.class, SlowDecoder.class})
  void refusesARecordForWhichADecoderOfAUserCannotReachWhatItNeedsAndEndsNoTask(Class<?> decoder)
      throws IOException {
    FetchedRecord fetched = record(5, "a");

    List<TaskItem> out = run("value.format=" + decoder.getName(), START, fetched, END);

    assertEquals(List.of(START, END), out);
    RangeFailure failure = fetched.takeRefusal().orElseThrow();
    assertEquals(RangeFailure.Kind.UNREACHABLE, failure.kind());
    assertTrue(
        failure.message().startsWith("Cannot decode clicks-0@5: java.")
            && failure.message().endsWith("Exception: the keys do not answer"),
        failure::message);
  }

  @Test
  void aRecordThatCannotBeDecodedInTheMemoryIsRefusedAndEndsNoTask() throws IOException {
    FetchedRecord fetched = record(5, "a");

    List<TaskItem> out = run("value.format=" + HungryDecoder.class.getName(), START, fetched, END);

    RangeFailure failure = fetched.takeRefusal().orElseThrow();
    assertEquals(RangeFailure.Kind.MEMORY, failure.kind());
    assertEquals(
        "to decode the record there, of 1 bytes, does not fit into the memory (no room)",
        failure.message());
    assertEquals(List.of(START, END), out);
  }

  @Test
  void aTaskThatCannotGoOnNamesThePlaceAndTheCause() {
    IOException error =
        assertThrows(
            IOException.class,
            () ->
                run(
                    "value.format=" + HungryAfterwards.class.getName(),
                    START,
                    record(5, "a"),
                    record(6, "b"),
                    END));

    assertTrue(
        String.valueOf(error.getMessage())
            .contains("at offset 6 of clicks-0: java.lang.OutOfMemoryError: no room"),
        error::toString);
  }

  @Test
  void anAttemptThatRunsOutOfMemoryNotesTheRecordForTheNext(@TempDir Path state)
      throws IOException {
    Path run = state.resolve("runs/3/run");

    assertThrows(
        IOException.class,
        () ->
            run(
                run.resolve("plan.json").toUri().toString(),
                "value.format=" + HungryAfterwards.class.getName(),
                new ReadItem[] {START, record(5, "a"), END}));

    try (Stream<Path> notes = Files.list(run.resolve("positions"))) {
      Path note = notes.toList().get(0);
      assertTrue(note.toString().endsWith(".0.5"), note::toString);
      assertEquals("clicks", Files.readString(note));
    }
  }

  @Test
  void parsesASchemaOnceForAllRecordsOfOneTextObject() throws IOException {
    List<TaskItem> out = run("value.format=string", START, record(5, "a"), record(6, "b"), END);

    assertSame(((InFlightRecord) out.get(1)).schema(), ((InFlightRecord) out.get(2)).schema());
  }

  /** Fails as careless code of a user may. */
  public static final class FailingDecoder implements Decoder {
    @Override
    public DecodedBody decode(Coordinates at, ByteBuffer value) {
      throw new IllegalStateException("cannot cope");
    }
  }

  /** Goes deeper than the stack. */
  public static final class BottomlessDecoder implements Decoder {
    @Override
    public DecodedBody decode(Coordinates at, ByteBuffer value) {
      throw new StackOverflowError();
    }
  }

  /** Takes more memory than there is. */
  public static final class HungryDecoder implements Decoder {
    @Override
    public DecodedBody decode(Coordinates at, ByteBuffer value) {
      throw new OutOfMemoryError("no room");
    }
  }

  /** Takes more memory than there is once its records have gone on. */
  public static final class HungryAfterwards implements Decoder {
    @Override
    public DecodedBody decode(Coordinates at, ByteBuffer value) {
      return DecodedBody.of("\"string\"", ByteBuffer.wrap(new byte[] {0}));
    }

    @Override
    public void close() {
      throw new OutOfMemoryError("no room");
    }
  }

  /** Cannot reach what it needs. */
  public static final class CutOffDecoder implements Decoder {
    @Override
    public DecodedBody decode(Coordinates at, ByteBuffer value) throws IOException {
      throw new IOException("the keys do not answer");
    }
  }

  /** Waits too long for what it needs, which Java takes for an interruption. */
  public static final class SlowDecoder implements Decoder {
    @Override
    public DecodedBody decode(Coordinates at, ByteBuffer value) throws IOException {
      throw new SocketTimeoutException("the keys do not answer");
    }
  }

  private static FetchedRecord ofSchema(int id, long offset) {
    FetchedRecord fetched = new FetchedRecord();
    fetched.coordinates().at("clicks", 0, offset);
    return fetched.valued(ByteBuffer.allocate(6).put((byte) 0).putInt(id).put((byte) 1).flip());
  }

  private static FetchedRecord record(long offset, String value) {
    FetchedRecord fetched = new FetchedRecord();
    fetched.coordinates().at("clicks", 0, offset);
    return fetched.valued(ByteBuffer.wrap(value.getBytes(UTF_8)));
  }

  private static String text(TaskItem item) {
    InFlightRecord record = (InFlightRecord) item;
    ByteBuffer body = record.body().duplicate();
    body.get(); // the length of a short string, in Avro's binary form
    return record.coordinates().offset() + ":" + UTF_8.decode(body);
  }

  private static List<TaskItem> run(String settings, ReadItem... items) throws IOException {
    return run("", settings, items);
  }

  private static List<TaskItem> run(String plan, String settings, ReadItem[] items)
      throws IOException {
    MapDriver<NullWritable, ReadItem, NullWritable, TaskItem> driver =
        MapDriver.newMapDriver(new DecodingMapper());
    driver
        .getConfiguration()
        .setStrings(
            "io.serializations",
            "org.apache.hadoop.io.serializer.WritableSerialization",
            ItemSerialization.class.getName());
    driver.getConfiguration().set("sluice.settings", settings);
    driver.getConfiguration().set("sluice.run.plan", plan);
    Mapper<NullWritable, ReadItem, NullWritable, TaskItem>.Context context = driver.getContext();
    when(context.getCredentials()).thenReturn(new Credentials());
    for (ReadItem item : items) {
      driver.addInput(NullWritable.get(), item);
    }
    return driver.run().stream().map(Pair::getSecond).toList();
  }
}
