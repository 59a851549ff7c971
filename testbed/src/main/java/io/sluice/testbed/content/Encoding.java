package io.sluice.testbed.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/** The encoding of a topic's values, and the columns as which they should land. */
public sealed interface Encoding {
  String NULL = "NULL";

  byte[] encoded(TestEvent event);

  /** The columns of a value as readers print them, by name. */
  SortedMap<String, String> columns(byte[] value);

  /** Lines of text, which land in one column. */
  record Text() implements Encoding {
    @Override
    public byte[] encoded(TestEvent event) {
      return event.toString().getBytes(UTF_8);
    }

    @Override
    public SortedMap<String, String> columns(byte[] value) {
      return new TreeMap<>(java.util.Map.of("value", new String(value, UTF_8)));
    }
  }

  /** JSON objects that leave out what is null. */
  record Json() implements Encoding {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Override
    public byte[] encoded(TestEvent event) {
      ObjectNode json = MAPPER.createObjectNode();
      json.put("amount", event.amount());
      json.put("id", event.id());
      json.put("name", event.name());
      if (!event.note().isEmpty()) {
        json.put("note", event.note());
      }
      return json.toString().getBytes(UTF_8);
    }

    @Override
    public SortedMap<String, String> columns(byte[] value) {
      try {
        JsonNode json = MAPPER.readTree(value);
        return columnsOf(
            json.path("id").asLong(),
            json.path("name").asText(),
            json.path("amount").asDouble(),
            json.path("note").asText(NULL));
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read a value as JSON", e);
      }
    }
  }

  /**
   * Confluent's wire format.
   *
   * @param schemaId of {@link TestEvent#SCHEMA} in the registry
   */
  record Registered(int schemaId) implements Encoding {
    private static final int PREFIX = 5;
    private static final Schema SCHEMA = new Schema.Parser().parse(TestEvent.SCHEMA);

    @Override
    public byte[] encoded(TestEvent event) {
      GenericRecord record = new GenericData.Record(SCHEMA);
      record.put("id", event.id());
      record.put("name", event.name());
      record.put("amount", event.amount());
      if (!event.note().isEmpty()) {
        record.put("note", event.note());
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes(ByteBuffer.allocate(PREFIX).put((byte) 0).putInt(schemaId).array());
      BinaryEncoder binary = EncoderFactory.get().directBinaryEncoder(out, null);
      try {
        new GenericDatumWriter<GenericRecord>(SCHEMA).write(record, binary);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot write into memory", e);
      }
      return out.toByteArray();
    }

    @Override
    public SortedMap<String, String> columns(byte[] value) {
      try {
        GenericRecord record =
            new GenericDatumReader<GenericRecord>(SCHEMA)
                .read(
                    null,
                    DecoderFactory.get().binaryDecoder(value, PREFIX, value.length - PREFIX, null));
        Object note = record.get("note");
        return columnsOf(
            (Long) record.get("id"),
            record.get("name").toString(),
            (Double) record.get("amount"),
            note == null ? NULL : note.toString());
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read a value as Avro", e);
      }
    }
  }

  private static SortedMap<String, String> columnsOf(
      long id, String name, double amount, String note) {
    SortedMap<String, String> columns = new TreeMap<>();
    columns.put("id", String.valueOf(id));
    columns.put("name", name);
    columns.put("amount", String.valueOf(amount));
    columns.put("note", note);
    return columns;
  }
}
