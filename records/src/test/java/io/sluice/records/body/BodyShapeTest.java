package io.sluice.records.body;

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
      })
  void whatIsWrongIsSaid(String schema, String hex, String why) {
    BodyShape shape = BodyShape.of(LenientSchemas.parse(schema));
    ByteBuffer body = ByteBuffer.wrap(java.util.HexFormat.of().parseHex(hex));

    BadRecordException error = assertThrows(BadRecordException.class, () -> shape.check(body));

    assertEquals("avro-malformed", error.errorClass());
    assertEquals("Cannot read the record's body with its schema: " + why + ".", error.getMessage());
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
