package io.sluice.writers.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.records.LenientSchemas;
import io.sluice.records.ReusedCoordinates;
import io.sluice.records.api.BadRecordException;
import io.sluice.records.api.Coordinates;
import io.sluice.records.api.EventTime;
import io.sluice.records.api.TimestampType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimesTest {
  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private final ReusedCoordinates at = new ReusedCoordinates().at("orders", 0, 0);

  @Test
  void recordIsKafkasTimestamp() throws Exception {
    at.stamped(1234, TimestampType.CREATE_TIME);

    assertEquals(1234, open("Record").millis("\"null\"", ByteBuffer.allocate(0), at));
  }

  @Test
  void aRecordWithoutTimestampHasNoTimeRatherThanNow() {
    BadRecordException error =
        assertThrows(
            BadRecordException.class,
            () -> open("Record").millis("\"null\"", ByteBuffer.allocate(0), at));

    assertEquals("time-missing", error.errorClass());
  }

  @Test
  void wallclockIsNow() throws Exception {
    assertEquals(
        NOW.toEpochMilli(), open("Wallclock").millis("\"null\"", ByteBuffer.allocate(0), at));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "{'type':'long','logicalType':'timestamp-millis'}       | 1763715600000       | 2025-11-21T09:00:00Z",
        "{'type':'long','logicalType':'timestamp-micros'}       | 1763715600000000    | 2025-11-21T09:00:00Z",
        "{'type':'long','logicalType':'timestamp-nanos'}        | 1763715600000000000 | 2025-11-21T09:00:00Z",
        "{'type':'long','logicalType':'local-timestamp-millis'} | 1763715600000       | 2025-11-21T08:00:00Z",
        "{'type':'int','logicalType':'date'}                    | 20413               | 2025-11-20T23:00:00Z",
        "'long'                                                 | 1763715600000       | 2025-11-21T09:00:00Z",
        "['null','long']                                        | 1763715600000       | 2025-11-21T09:00:00Z",
        "'string'                            | 2025-11-21T09:00:00Z            | 2025-11-21T09:00:00Z",
        "'string'                            | 2025-11-21T09:00:00.250+01:00   | 2025-11-21T08:00:00.250Z",
        "'string'                            | 2025-11-21 09:00:00+0100        | 2025-11-21T08:00:00Z",
        "'string'                            | 2025-11-21T09:00                | 2025-11-21T08:00:00Z",
        "'string'                            | 2025-11-21                      | 2025-11-20T23:00:00Z",
      })
  void aFieldIsReadByItsType(String type, String value, String expected) throws Exception {
    Schema schema = record("{'name':'at','type':" + type + "}");
    Schema field = schema.getField("at").schema();
    Object datum =
        field.getType() == Schema.Type.STRING
            ? value
            : field.getType() == Schema.Type.INT
                ? (Object) Integer.valueOf(value)
                : Long.valueOf(value);

    long millis = open("at").millis(schema.toString(), body(schema, Map.of("at", datum)), at);

    assertEquals(Instant.parse(expected), Instant.ofEpochMilli(millis));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "'long'   | 1763715600                | is not between 1990 and 2200",
        "'long'   | 1763715600000000          | is not between 1990 and 2200",
        "{'type':'long','logicalType':'timestamp-millis'} | 1763715600000000 | it lies outside of 0001-01-02 to 9999-12-29",
        "'string' | 9999-12-31T23:59:59Z      | it lies outside of 0001-01-02 to 9999-12-29, the days whose year has four digits in every time zone",
        "'string' | 9999-12-31                | it lies outside of 0001-01-02 to 9999-12-29",
        "'string' | 0001-01-01T00:00:00Z      | it lies outside of 0001-01-02 to 9999-12-29",
        "'string' | 2024-02-30T00:00:00Z      | its text is no time of ISO 8601",
        "'string' | 2023-02-29                | its text is no time of ISO 8601",
        "'string' | 2024-03-05T24:00:00Z      | its text is no time of ISO 8601",
        "'string' | yesterday                 | its text is no time of ISO 8601",
        "'string' | ''                        | its text is no time of ISO 8601",
        "'int'    | 1763715600                | it is of type int",
        "'double' | 1.5                       | it is of type double",
      })
  void aTimeThatCannotBeReadIsABadRecord(String type, String value, String why) throws Exception {
    Schema schema = record("{'name':'at','type':" + type + "}");
    Object datum =
        switch (schema.getField("at").schema().getType()) {
          case LONG -> Long.valueOf(value);
          case INT -> Integer.valueOf(value);
          case DOUBLE -> Double.valueOf(value);
          default -> value;
        };
    ByteBuffer body = body(schema, Map.of("at", datum));

    BadRecordException error =
        assertThrows(
            BadRecordException.class, () -> open("at").millis(schema.toString(), body, at));

    assertEquals("time-unreadable", error.errorClass());
    assertTrue(error.getMessage().contains(why), error::getMessage);
  }

  @Test
  void aNestedFieldIsFoundBehindEverythingElse() throws Exception {
    Schema schema =
        record(
            "{'name':'tags','type':{'type':'map','values':'string'}},{'name':'list','type':{'type':'array','items':'int'}},"
                + "{'name':'meta','type':['null',{'type':'record','name':'M','fields':[{'name':'d','type':'double'},{'name':'at','type':'long'}]}]}");
    Schema meta = schema.getField("meta").schema().getTypes().get(1);
    GenericRecord inner =
        new GenericRecordBuilder(meta).set("d", 1.0).set("at", 1763715600000L).build();

    long millis =
        open("meta.at")
            .millis(
                schema.toString(),
                body(
                    schema, Map.of("tags", Map.of("a", "b"), "list", List.of(1, 2), "meta", inner)),
                at);

    assertEquals(1763715600000L, millis);
  }

  @Test
  void ofSeveralFieldsTheFirstThatTheRecordHasWins() throws Exception {
    Schema schema =
        record("{'name':'a','type':['null','long']},{'name':'b','type':['null','long']}");
    EventTime times = open("none,a,b");
    Map<String, Object> second = new HashMap<>();
    second.put("a", null);
    second.put("b", 1763715600001L);

    assertEquals(1763715600001L, times.millis(schema.toString(), body(schema, second), at));
    assertEquals(
        1763715600000L,
        times.millis(
            schema.toString(), body(schema, Map.of("a", 1763715600000L, "b", 1763715600001L)), at));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "missing", "a.b"})
  void aRecordWithoutAnyOfTheFieldsIsBad(String field) throws Exception {
    Schema schema = record("{'name':'a','type':['null','long']}");
    Map<String, Object> value = new HashMap<>();
    value.put("a", null);
    ByteBuffer body = body(schema, value);

    BadRecordException error =
        assertThrows(
            BadRecordException.class, () -> open(field).millis(schema.toString(), body, at));

    assertEquals(
        "Cannot determine the record's time: it has no value in timestamp.field=" + field + ".",
        error.getMessage());
  }

  /** A user's class. */
  public static final class Careless implements EventTime {
    private long added;

    @Override
    public void open(String topic, Map<String, String> settings) {
      added = Long.parseLong(settings.getOrDefault("careless.added", "0"));
    }

    @Override
    public long millis(String schema, ByteBuffer body, Coordinates coordinates) {
      body.get();
      return coordinates.offset() + added;
    }
  }

  @Test
  void aUsersClassSeesItsSettingsAndSpoilsNoBuffer() throws Exception {
    EventTime times =
        EventTimes.open(
            Extractor.of(Careless.class.getName()),
            List.of(),
            BERLIN,
            () -> NOW,
            "orders",
            Map.of("careless.added", "5"));
    ByteBuffer body = ByteBuffer.allocate(1);
    at.at("orders", 0, 7);

    assertEquals(12, times.millis("\"boolean\"", body, at));
    assertEquals(1, body.remaining());
    assertEquals(
        "java.nio.BufferUnderflowException",
        assertThrows(
                BadRecordException.class,
                () -> times.millis("\"null\"", ByteBuffer.allocate(0), at))
            .errorClass());
  }

  @Test
  void aClassThatIsNotThereIsReportedWithWhatFixesIt() {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> open("com.example.Nowhere"));

    assertEquals(
        "Cannot use timestamp.extractor=com.example.Nowhere: java.lang.ClassNotFoundException:"
            + " com.example.Nowhere. Pass its jar by -libjars; it must implement"
            + " io.sluice.records.api.EventTime and have a public constructor without arguments.",
        error.getMessage());
  }

  private static EventTime open(String extractorOrField) throws IOException {
    boolean field = !extractorOrField.matches("Record|Wallclock|com\\..*");
    return EventTimes.open(
        Extractor.of(field ? "RecordField" : extractorOrField),
        List.of(extractorOrField.split(",", -1)),
        BERLIN,
        () -> NOW,
        "orders",
        Map.of());
  }

  private static Schema record(String fields) {
    return LenientSchemas.parse(
        ("{'type':'record','name':'R','fields':[" + fields + "]}").replace('\'', '"'));
  }

  private static ByteBuffer body(Schema schema, Map<String, ?> values) throws IOException {
    GenericRecordBuilder record = new GenericRecordBuilder(schema);
    values.forEach(record::set);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(schema).write(record.build(), encoder);
    encoder.flush();
    return ByteBuffer.wrap(bytes.toByteArray());
  }
}
