package io.sluice.writers.avro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.junit.jupiter.api.Test;

class AvroBlocksTest {

  private static byte[] fileOf(int records) throws IOException {
    Schema schema = Schema.create(Schema.Type.STRING);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataFileWriter<String> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
      writer.setCodec(CodecFactory.deflateCodec(1)).setSyncInterval(64);
      writer.setMeta("sluice.run", "x".repeat(300)).create(schema, bytes);
      for (int i = 0; i < records; i++) {
        writer.append("record " + i);
      }
    }
    return bytes.toByteArray();
  }

  private static long count(byte[] file) throws IOException {
    return AvroBlocks.count(new ByteArrayInputStream(file));
  }

  @Test
  void recordsAreCountedOverAllBlocks() throws IOException {
    assertEquals(0, count(fileOf(0)));
    assertEquals(1, count(fileOf(1)));
    assertEquals(1000, count(fileOf(1000)));
  }

  @Test
  void aFileThatWasCutIsFoundOut() throws IOException {
    byte[] file = fileOf(100);

    assertThrows(IOException.class, () -> count(Arrays.copyOf(file, file.length - 3)));
  }

  @Test
  void aDamagedBlockIsFoundOut() throws IOException {
    byte[] file = fileOf(100);
    file[file.length - 1] ^= 1;

    var thrown = assertThrows(IOException.class, () -> count(file));
    assertEquals("a block of it is damaged", thrown.getMessage());
  }

  @Test
  void whatIsNoAvroFileIsReportedAsSuch() {
    var thrown =
        assertThrows(IOException.class, () -> count("PAR1....".getBytes(StandardCharsets.UTF_8)));
    assertEquals("it is no Avro file", thrown.getMessage());
  }
}
