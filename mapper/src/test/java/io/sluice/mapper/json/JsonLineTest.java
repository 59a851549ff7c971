package io.sluice.mapper.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.mapper.avro.AvroBuffer;
import io.sluice.records.api.BadRecordException;
import java.nio.ByteBuffer;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLineTest {
  private final JsonLine line = new JsonLine();
  private final AvroBuffer out = new AvroBuffer();

  private String line(ByteBuffer text) throws Exception {
    out.clear();
    line.encode(text, out);
    ByteBuffer body = out.view();
    return DecoderFactory.get()
        .binaryDecoder(body.array(), body.arrayOffset() + body.position(), body.remaining(), null)
        .readString();
  }

  private String line(String text) throws Exception {
    return line(ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\": 1.50,\"b\":[true, null],\"a\":\"x\\ny é 😀\"}",
        "[1,2]",
        "\"text\"",
        "12345678901234567890123.10",
        "null",
        "{}"
      })
  void theTextIsCopiedAsItIs(String text) throws Exception {
    assertEquals(text, line(text));
  }

  @Test
  void aLineBreakBetweenValuesBecomesASpace() throws Exception {
    assertEquals("{ \"a\":  [1,   2] }", line("{\n\"a\":\r\n[1,\n\n\n2]\r}"));
  }

  @Test
  void whiteSpaceAroundTheTextIsLeftOut() throws Exception {
    assertEquals("{\"a\":1}", line(" \r\n\t{\"a\":1}\n \n"));
    assertEquals("7", line("7\n"));
  }

  @Test
  void aByteOrderMarkIsLeftOut() throws Exception {
    assertEquals("{\"a\":1}", line("\uFEFF{\"a\":1}"));
  }

  @Test
  void aTextInAnyBufferIsRead() throws Exception {
    byte[] text = "x{\"a\":\n1}x".getBytes(UTF_8);
    ByteBuffer direct = ByteBuffer.allocateDirect(text.length).put(text).flip();

    assertEquals("{\"a\": 1}", line(direct.position(1).limit(text.length - 1)));
    assertEquals("{\"a\": 1}", line(ByteBuffer.wrap(text, 1, text.length - 2)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1 | json-malformed",
        "{\"a\":1}} | json-malformed",
        "{\"a\":1} {} | json-trailing-content",
        "{'a':1} | json-malformed",
        "\"open | json-malformed",
        "{\"a\":01} | json-malformed",
        "{\"a\":\"\\x\"} | json-malformed",
        "nul | json-malformed"
      })
  void whatIsNoJsonIsABadRecord(String text, String errorClass) {
    BadRecordException bad = assertThrows(BadRecordException.class, () -> line(text));

    assertEquals(errorClass, bad.errorClass());
  }

  @Test
  void aLineBreakWithinAStringIsNoJson() {
    BadRecordException bad = assertThrows(BadRecordException.class, () -> line("{\"a\":\"x\ny\"}"));

    assertEquals("json-malformed", bad.errorClass());
  }

  @Test
  void nothingIsABadRecord() {
    assertEquals("json-empty", assertThrows(BadRecordException.class, () -> line("")).errorClass());
    assertEquals(
        "json-empty", assertThrows(BadRecordException.class, () -> line(" \n")).errorClass());
  }
}
