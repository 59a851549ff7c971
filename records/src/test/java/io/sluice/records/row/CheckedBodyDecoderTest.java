package io.sluice.records.row;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.records.LenientSchemas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckedBodyDecoderTest {
  private static final String LINE =
      "{'type':'record','name':'Line','fields':[{'name':'sku','type':'int'}%s]}";
  private static final String PRICE = ",{'name':'price','type':'double','default':0}";

  /**
   * Avro has two readers, of which {@code org.apache.avro.fastread} selects one. With a decoder
   * that says how many bytes are left, Avro 1.12.2 refuses the array with both of them and the map
   * with the slow one.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'array','items':%s} | [{'sku': 7, 'price': 0.0}]",
        "{'type':'map','values':%s}  | {k={'sku': 7, 'price': 0.0}}",
      })
  void itemsThatHaveAFieldMoreAreReadByBothReadersOfAvro(String type, String expected)
      throws IOException {
    Schema written = parse(type.formatted(LINE.formatted("")));
    Schema landing = parse(type.formatted(LINE.formatted(PRICE)));
    boolean isMap = written.getType() == Schema.Type.MAP;
    Object line =
        new GenericRecordBuilder(isMap ? written.getValueType() : written.getElementType())
            .set("sku", 7)
            .build();
    ByteBuffer body = encoded(written, isMap ? Map.of("k", line) : List.of(line));

    for (boolean isFast : List.of(false, true)) {
      GenericData data = new GenericData();
      data.setFastReaderEnabled(isFast);
      Object read =
          new GenericDatumReader<>(written, landing, data)
              .read(null, new CheckedBodyDecoder().on(body));

      assertEquals(expected, String.valueOf(read).replace('"', '\''), "fast: " + isFast);
    }
  }

  private static Schema parse(String schema) {
    return LenientSchemas.parse(schema.replace('\'', '"'));
  }

  private static ByteBuffer encoded(Schema schema, Object value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<>(schema).write(value, encoder);
    encoder.flush();
    return ByteBuffer.wrap(bytes.toByteArray());
  }
}
