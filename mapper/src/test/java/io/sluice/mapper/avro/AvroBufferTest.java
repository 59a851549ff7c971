package io.sluice.mapper.avro;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

class AvroBufferTest {
  private final AvroBuffer buffer = new AvroBuffer();

  @Test
  void numbersAreReadBackByAvro() throws IOException {
    Random random = new Random(1);
    long[] longs = random.longs(2000).map(each -> each >> random.nextInt(64)).toArray();
    for (long each : longs) {
      buffer.writeLong(each);
    }
    buffer.writeDouble(-1.5);
    buffer.writeFloat(2.25f);
    buffer.writeBoolean(true);

    BinaryDecoder decoder = decoder();
    for (long each : longs) {
      assertEquals(each, decoder.readLong());
    }
    assertEquals(-1.5, decoder.readDouble());
    assertEquals(2.25f, decoder.readFloat());
    assertTrue(decoder.readBoolean());
    assertTrue(decoder.isEnd());
  }

  @Test
  void textsOfAllWidthsAreReadBackByAvro() throws IOException {
    for (int length : new int[] {0, 1, 21, 22, 63, 64, 127, 128, 2730, 2731, 8191, 8192}) {
      for (String each : new String[] {"a", "é", "€", "𝄞"}) {
        String text = each.repeat(length);
        buffer.clear();

        assertTrue(buffer.writeText(text.toCharArray(), 0, text.length()));

        assertEquals(text, decoder().readString());
      }
    }
  }

  @Test
  void halfASurrogatePairIsNoText() {
    assertFalse(buffer.writeText(new char[] {'a', '\ud834'}, 0, 2));
    assertFalse(buffer.writeText(new char[] {'\udd1e', 'a'}, 0, 2));
  }

  @Test
  void aNumberCanBePutBeforeWhatWasWritten() throws IOException {
    buffer.writeLong(7);
    int position = buffer.length();
    buffer.writeBytes(ByteBuffer.wrap("abc".getBytes(UTF_8)));
    buffer.insertLong(position, 300);

    BinaryDecoder decoder = decoder();
    assertEquals(7, decoder.readLong());
    assertEquals(300, decoder.readLong());
    assertEquals("abc", decoder.readString());
  }

  private BinaryDecoder decoder() {
    byte[] copy = new byte[buffer.length()];
    buffer.view().get(copy);
    return DecoderFactory.get().binaryDecoder(copy, null);
  }
}
