package io.sluice.mapper.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.mapper.json.value.JsonRules;
import io.sluice.mapper.registry.RegistryOptions;
import io.sluice.mapper.registry.RegistrySchemas;
import io.sluice.mapper.registry.SmallRegistry;
import io.sluice.mapper.registry.access.RegistryLogin;
import io.sluice.mapper.registry.access.TlsOptions;
import io.sluice.options.Problems;
import io.sluice.options.Settings;
import io.sluice.records.ReusedCoordinates;
import io.sluice.records.api.BadRecordException;
import io.sluice.records.api.Decoder;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DecodersTest {
  private static final URI NOBODY = URI.create("http://127.0.0.1:1/");

  private final Taken taken = new Taken();
  private SmallRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry =
        new SmallRegistry()
            .at("/schemas/ids/7", 200, "{\"schema\":\"\\\"long\\\"\"}")
            .at("/schemas/ids/8", 404, "{\"error_code\":40403,\"message\":\"Schema not found\"}")
            .at("/schemas/ids/9", 200, "{\"schemaType\":\"JSON\",\"schema\":\"{}\"}");
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void confluentAvroHandsOnTheRestWithTheSameSchemaText() throws Exception {
    Decoder decoder = open("confluent-avro");

    decode(decoder, 0, 0, 0, 0, 7, 42, 43);
    decode(decoder, 0, 0, 0, 0, 7, 44);

    assertEquals(List.of("7", "7"), taken.ids);
    assertEquals("\"long\"", taken.schemas.get(0));
    assertSame(taken.schemas.get(0), taken.schemas.get(1));
    assertArrayEquals(new byte[] {42, 43}, taken.bodies.get(0));
    assertEquals(1, registry.asked.size());
  }

  @Test
  void anUnknownSchemaIdIsABadRecordAndAskedForOnce() throws Exception {
    Decoder decoder = open("confluent-avro");

    assertBad(
        decoder,
        "confluent-unknown-schema-id",
        "The registry knows no schema of id 8.",
        0,
        0,
        0,
        0,
        8);
    int asked = registry.asked.size();
    assertBad(
        decoder,
        "confluent-unknown-schema-id",
        "The registry knows no schema of id 8.",
        0,
        0,
        0,
        0,
        8);

    assertEquals(asked, registry.asked.size());
  }

  @Test
  void aSchemaThatIsNoAvroIsABadRecord() throws Exception {
    assertBad(
        open("confluent-avro"),
        "confluent-no-avro-schema",
        "The registry's schema of id 9 is no Avro schema but JSON.",
        0,
        0,
        0,
        0,
        9,
        1);
  }

  @Test
  void bytesThatAreNoWireFormatAreABadRecord() throws Exception {
    Decoder decoder = open("confluent-avro");

    assertBad(
        decoder,
        "confluent-no-magic-byte",
        "The value begins with byte 123, and Confluent's wire format with byte 0. Is value.format"
            + " right?",
        123,
        1,
        2,
        3,
        4,
        5);
    assertBad(
        decoder,
        "confluent-too-short",
        "The value has 4 bytes, and Confluent's wire format begins with five. Is value.format"
            + " right?",
        0,
        0,
        0,
        0);
  }

  @Test
  void aRegistryThatIsDownIsNoBadRecord() throws Exception {
    RegistryOptions options =
        new RegistryOptions(
            List.of(NOBODY), Duration.ofSeconds(5), 0, RegistryLogin.NONE, TlsOptions.NONE);
    Decoder decoder =
        new Decoders(
                new SchemaSources(
                    RegistrySchemas.open(options, InstantSource.system()),
                    name -> "",
                    getClass().getClassLoader()))
            .open(options("confluent-avro"), "t", Map.of());

    assertThrows(IOException.class, () -> decode(decoder, 0, 0, 0, 0, 7));
  }

  @Test
  void avroAndJsonHaveTheSchemaOfTheirFile() throws Exception {
    decode(open("avro"), 84);
    decode(open("json"), '4', '2');

    assertEquals(List.of("\"int\"", "\"int\""), taken.schemas);
    assertArrayEquals(new byte[] {84}, taken.bodies.get(0));
    assertArrayEquals(new byte[] {84}, taken.bodies.get(1));
  }

  @Test
  void textAndBytesLandBehindTheirLength() throws Exception {
    decode(open("string"), 'a', 'b');
    decode(open("bytes"), 0xFF);
    decode(open("none"), 1, 2, 3);

    assertEquals(List.of("\"string\"", "\"bytes\"", "\"null\""), taken.schemas);
    assertArrayEquals(new byte[] {4, 'a', 'b'}, taken.bodies.get(0));
    assertArrayEquals(new byte[] {2, (byte) 0xFF}, taken.bodies.get(1));
    assertArrayEquals(new byte[0], taken.bodies.get(2));
  }

  @Test
  void whatIsNoTextIsABadRecord() throws Exception {
    assertBad(
        open("string"),
        "string-not-utf8",
        "The value is no text in UTF-8. Is value.format right?",
        0xFF);
  }

  @Test
  void garbageNeverEndsOtherwiseThanAsABadRecord() throws Exception {
    Random random = new Random(3);
    for (String format : List.of("confluent-avro", "json", "string", "bytes", "avro", "none")) {
      Decoder decoder = open(format);
      for (int i = 0; i < 2000; i++) {
        byte[] garbage = new byte[random.nextInt(20)];
        random.nextBytes(garbage);
        try {
          taken.take(decoder.decode(new ReusedCoordinates(), ByteBuffer.wrap(garbage)));
        } catch (BadRecordException e) {
          assertTrue(e.errorClass().startsWith(format.substring(0, 4)), e.errorClass());
        }
      }
    }
  }

  @Test
  void aUsersDecoderIsOpenedForItsTopic() throws Exception {
    decode(decoders().open(options(UpperCase.class.getName()), "t", Map.of("format", "avro")), 1);

    assertEquals(List.of("t{format=avro}"), taken.schemas);
  }

  /** Would fail whoever has it run. */
  static final class NoDecoder {
    static {
      if (true) {
        throw new IllegalStateException("was run");
      }
    }
  }

  @Test
  void nothingOfAClassThatIsNoDecoderIsRun() {
    assertTrue(
        String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> open(NoDecoder.class.getName()))
                    .getMessage())
            .contains("it does not implement"));
  }

  @Test
  void aClassThatIsNoneIsReportedWithItsName() {
    assertEquals(
        "Cannot use value.format=no.such.Class: there is no such class. Pass its jar with -libjars.",
        assertThrows(IllegalArgumentException.class, () -> open("no.such.Class")).getMessage());
    assertEquals(
        "Cannot use value.format=java.lang.String: it does not implement"
            + " io.sluice.records.api.Decoder.",
        assertThrows(IllegalArgumentException.class, () -> open("java.lang.String")).getMessage());
  }

  @Test
  void theNewestSchemaOfATopicIsReportedForEachFormat() throws IOException {
    registry.at(
        "/subjects/t-value/versions/latest",
        200,
        "{\"version\":3,\"id\":9,\"schema\":\"\\\"long\\\"\"}");
    ValueSchemas schemas = new ValueSchemas(sources("\"int\""));

    assertEquals(
        new ValueSchemas.Known("\"long\"", List.of(), "version 3, id 9"),
        schemas.newest(options("confluent-avro"), "t"));
    assertEquals(new ValueSchemas.Known("\"int\""), schemas.newest(options("json"), "t"));
    assertEquals(new ValueSchemas.Known("\"string\""), schemas.newest(options("string"), "t"));
  }

  @Test
  void aTopicWithoutASubjectIsReportedWithWhatToDo() throws IOException {
    registry.at(
        "/subjects/u-value/versions/latest", 404, "{\"error_code\":40401,\"message\":\"none\"}");

    assertEquals(
        new ValueSchemas.Unknown(
            "Cannot land topic 'u': the schema registry has no subject u-value. Register a schema there"
                + " (subjects named by RecordNameStrategy or TopicRecordNameStrategy are not read in this version),"
                + " or set value.format for this topic by an override."),
        new ValueSchemas(sources("")).newest(options("confluent-avro"), "u"));
  }

  @Test
  void optionsThatDoNotFitAreReported() {
    Problems problems = new Problems();
    read("value.format=json", problems);
    read("value.format=string\nschema.file=a.avsc", problems);
    read("value.format=xml", problems);
    read("value.format=com.acme.MyDecoder", problems);
    read("key.format=string", problems);

    assertEquals(4, problems.lines().size(), problems.lines().toString());
    assertEquals(
        "Cannot decode value.format=json: it carries no schema. Set schema.file.",
        problems.lines().get(0));
  }

  private static DecoderOptions read(String text, Problems problems) {
    DecoderOptions options =
        DecoderOptions.read(Settings.NONE.overlay(text, "test", problems), problems);
    options.check(DecoderOptions.Landing.COLUMNS, problems);
    return options;
  }

  private Decoder open(String format) throws IOException {
    return decoders().open(options(format), "t", Map.of());
  }

  private Decoders decoders() {
    return new Decoders(sources("\"int\""));
  }

  private SchemaSources sources(String file) {
    return new SchemaSources(schemas(), name -> file, getClass().getClassLoader());
  }

  private RegistrySchemas schemas() {
    return RegistrySchemas.open(
        new RegistryOptions(
            List.of(registry.url()), Duration.ofSeconds(5), 0, RegistryLogin.NONE, TlsOptions.NONE),
        InstantSource.system());
  }

  private static DecoderOptions options(String format) {
    return new DecoderOptions(ValueFormats.TYPE.parse(format), List.of("a.avsc"), JsonRules.STRICT);
  }

  private void decode(Decoder decoder, int... bytes) throws BadRecordException, IOException {
    byte[] value = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      value[i] = (byte) bytes[i];
    }
    taken.take(decoder.decode(new ReusedCoordinates().at("t", 0, 1), ByteBuffer.wrap(value)));
  }

  private void assertBad(Decoder decoder, String errorClass, String message, int... bytes) {
    BadRecordException error = assertThrows(BadRecordException.class, () -> decode(decoder, bytes));
    assertEquals(errorClass, error.errorClass());
    assertEquals(message, error.getMessage());
  }
}
