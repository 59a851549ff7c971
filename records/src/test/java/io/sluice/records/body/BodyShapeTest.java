package io.sluice.records.body;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.records.LenientSchemas;
import io.sluice.records.api.BadRecordException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyShapeTest {
  private static final Schema EVERYTHING =
      LenientSchemas.parse(
          """
          {"type":"record","name":"All","fields":[
            {"name":"n","type":"null"},{"name":"b","type":"boolean"},{"name":"i","type":"int"},
            {"name":"l","type":"long"},{"name":"f","type":"float"},{"name":"d","type":"double"},
            {"name":"s","type":"string"},{"name":"y","type":"bytes"},
            {"name":"e","type":{"type":"enum","name":"E","symbols":["A","B"]}},
            {"name":"x","type":{"type":"fixed","name":"X","size":3}},
            {"name":"u","type":["null","string","long"]},
            {"name":"a","type":{"type":"array","items":"string"}},
            {"name":"m","type":{"type":"map","values":{"type":"array","items":"double"}}},
            {"name":"r","type":["null","All"]}]}""");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aBodyThatAvroWroteIsWalkedToItsEnd(long seed) throws IOException, BadRecordException {
    for (Object datum : new RandomData(EVERYTHING, 20, seed)) {
      BodyShape.of(EVERYTHING).check(ByteBuffer.wrap(body(datum)));
      BodyShape.of(EVERYTHING).check(direct(body(datum)));
    }
  }

  /** What passes for sound is read by Avro to the last byte. */
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void aDamagedBodyIsFoundWhereverAvroWouldStumble(long seed) throws IOException {
    Random random = new Random(seed);
    BodyShape shape = BodyShape.of(EVERYTHING);
    for (Object datum : new RandomData(EVERYTHING, 500, seed)) {
      byte[] damaged = body(datum);
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      if (random.nextBoolean()) {
        damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length + 3));
      }
      if (isSound(shape, damaged)) {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(damaged, null);
        new GenericDatumReader<>(EVERYTHING, EVERYTHING, new GenericData()).read(null, decoder);
        assertEquals(true, decoder.isEnd());
      }
    }
  }

  private static boolean isSound(BodyShape shape, byte[] body) {
    try {
      shape.check(ByteBuffer.wrap(body));
      return true;
    } catch (BadRecordException e) {
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"long\"         | ''                   | it ends too early",
        "\"long\"         | 0200                 | 1 bytes follow it",
        "\"int\"          | 8080808010           | an int is out of range",
        "\"long\"         | 8080808080808080808001 | a number has more than ten bytes",
        "\"boolean\"      | 02                   | a boolean is 2",
        "\"string\"       | 0a41                 | a length of 5 where 1 bytes are left",
        "\"string\"       | 01                   | a length of -1 where 0 bytes are left",
        "[\"null\",\"int\"] | 04                 | a branch of number 2 where there are 2",
        "[\"null\",\"int\"] | 01                 | a branch of number -1 where there are 2",
        "\"int\"          | 808080808000         | an int has more than five bytes",
        "\"long\"         | 80808080808080808002 | a number has more than 64 bits",
        "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\"]} | 02 | a symbol of number 1 where there are 1",
        "{\"type\":\"array\",\"items\":\"int\"} | 0301020400 | a length of -1 where 3 bytes are left",
        "{\"type\":\"array\",\"items\":\"int\"} | 0306020400 | a block of 2 bytes that says it has 3",
      })
  void whatIsWrongIsSaid(String schema, String hex, String why) {
    BodyShape shape = BodyShape.of(LenientSchemas.parse(schema));
    ByteBuffer body = ByteBuffer.wrap(java.util.HexFormat.of().parseHex(hex));

    BadRecordException error = assertThrows(BadRecordException.class, () -> shape.check(body));

    assertEquals("avro-malformed", error.errorClass());
    assertEquals("Cannot read the record's body with its schema: " + why + ".", error.getMessage());
  }

  /** Such a file is unreadable, or such a value, for most readers. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "string-not-utf8 | 'string' | 08636166e9 | The value is no text in UTF-8",
        "string-not-utf8 | 'string' | 06f09f98 | The value is no text in UTF-8",
        "string-not-utf8 | 'string' | 06eda080 | The value is no text in UTF-8",
        "string-not-utf8 | 'string' | 04c080 | The value is no text in UTF-8",
        "string-not-utf8 | {'type':'string','logicalType':'uuid'} | 02ff | The value is no text in UTF-8",
        "string-not-utf8 | {'type':'map','values':'int'} | 0202ff0200 | A key of The value is no text in UTF-8",
        "string-not-utf8 | {'type':'record','name':'M','fields':[{'name':'a','type':{'type':'array','items':['null','string']}}]} | 02020280 | Field M.a is no text in UTF-8",
        "decimal-out-of-range | {'type':'bytes','logicalType':'decimal','precision':9,'scale':2} | 287f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f | The value has more digits than its decimal(9,2)",
        "decimal-out-of-range | {'type':'bytes','logicalType':'decimal','precision':9,'scale':2} | 083b9aca00 | The value has more digits than its decimal(9,2)",
        "decimal-out-of-range | {'type':'bytes','logicalType':'decimal','precision':9,'scale':2} | 08c4653600 | The value has more digits than its decimal(9,2)",
        "decimal-out-of-range | {'type':'bytes','logicalType':'decimal','precision':9,'scale':2} | 00 | The value is a decimal(9,2) of no bytes",
        "decimal-out-of-range | {'type':'fixed','name':'F','size':4,'logicalType':'decimal','precision':4,'scale':0} | 00002710 | The value has more digits than its decimal(4,0)",
        "time-out-of-range | {'type':'int','logicalType':'date'} | c282e602 | The value, a date, lies outside of the years 1 to 9999, which is all that readers hold",
        "time-out-of-range | {'type':'long','logicalType':'timestamp-millis'} | 80f0fea1fa9d73 | The value, a timestamp-millis, lies outside of the years 1 to 9999, which is all that readers hold",
        "time-out-of-range | {'type':'int','logicalType':'time-millis'} | 01 | The value, a time-millis, lies outside of the 24 hours of a day",
      })
  void aValueThatItsTypeDoesNotAllowIsBad(
      String errorClass, String schema, String hex, String why) {
    BodyShape shape = BodyShape.of(LenientSchemas.parse(schema.replace('\'', '"')));
    ByteBuffer body = ByteBuffer.wrap(java.util.HexFormat.of().parseHex(hex));

    BadRecordException error = assertThrows(BadRecordException.class, () -> shape.check(body));

    assertEquals(why + ".", error.getMessage());
    assertEquals(errorClass, error.errorClass());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'bytes','logicalType':'decimal','precision':9,'scale':2} | 083b9ac9ff",
        "{'type':'bytes','logicalType':'decimal','precision':9,'scale':2} | 08c4653601",
        "{'type':'bytes','logicalType':'decimal','precision':9,'scale':2} | 18000000000000000000000064",
        "{'type':'bytes','logicalType':'decimal','precision':9,'scale':2} | 18ffffffffffffffffffffff9c",
        "{'type':'fixed','name':'F','size':4,'logicalType':'decimal','precision':4,'scale':0} | 0000270f",
        "{'type':'int','logicalType':'date'} | c082e602",
        "{'type':'long','logicalType':'timestamp-millis'} | feeffea1fa9d73",
        "{'type':'long','logicalType':'timestamp-nanos'} | ffffffffffffffffff01",
        "{'type':'array','items':'int'} | 0304020400",
      })
  void whatItsTypeAllowsIsSound(String schema, String hex) {
    BodyShape shape = BodyShape.of(LenientSchemas.parse(schema.replace('\'', '"')));

    assertDoesNotThrow(() -> shape.check(ByteBuffer.wrap(java.util.HexFormat.of().parseHex(hex))));
  }

  @Test
  void aMillionNullsAMillionTimesAreNoBody() {
    BodyShape shape = BodyShape.of(LenientSchemas.parse("{\"type\":\"array\",\"items\":\"null\"}"));
    ByteBuffer body = ByteBuffer.allocate(4 * 1000 + 1);
    for (int i = 0; i < 1000; i++) {
      body.put(new byte[] {-128, -119, 122, 0}, 0, 3);
    }
    body.put((byte) 0).flip();

    assertThrows(BadRecordException.class, () -> shape.check(body));
  }

  @Test
  void aBillionNullsInAFewBytesAreNoBody() {
    BodyShape shape = BodyShape.of(LenientSchemas.parse("{\"type\":\"array\",\"items\":\"null\"}"));
    ByteBuffer body = ByteBuffer.wrap(new byte[] {-1, -1, -1, -1, 14, 0});

    assertThrows(BadRecordException.class, () -> shape.check(body));
  }

  @Test
  void aBodyThatNestsWithoutEndIsBadAndNoStackOverflow() {
    Schema node =
        LenientSchemas.parse(
            "{\"type\":\"record\",\"name\":\"N\",\"fields\":[{\"name\":\"n\",\"type\":[\"null\",\"N\"]}]}");
    byte[] deep = new byte[1_000_000];
    Arrays.fill(deep, (byte) 2);

    assertThrows(BadRecordException.class, () -> BodyShape.of(node).check(ByteBuffer.wrap(deep)));
  }

  private static byte[] body(Object datum) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<>(EVERYTHING).write(datum, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private static ByteBuffer direct(byte[] body) {
    return ByteBuffer.allocateDirect(body.length).put(body).flip();
  }
}
