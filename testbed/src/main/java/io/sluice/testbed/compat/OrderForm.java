package io.sluice.testbed.compat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The encoding of an order in Kafka, and the format in which it is to land. */
enum OrderForm {
  /** Avro's binary form, landed as Avro: our Avro and Snappy beside the cluster's. */
  AVRO("avro", "avro", "avro.codec=snappy") {
    @Override
    byte[] encoded(long id, String note) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      long zigzag = id << 1;
      byte[] text = note.getBytes(StandardCharsets.UTF_8);
      for (long rest = zigzag; ; rest >>>= 7) {
        if (rest < 0x80) {
          out.write((int) rest);
          break;
        }
        out.write((int) ((rest & 0x7f) | 0x80));
      }
      // A length below 64 is one byte.
      out.write(text.length << 1);
      out.writeBytes(text);
      return out.toByteArray();
    }
  },

  /** JSON, landed as Parquet: our Jackson and zstd, which no cluster has. */
  PARQUET("json", "parquet", "parquet.codec=zstd") {
    @Override
    byte[] encoded(long id, String note) {
      return "{\"id\": %d, \"note\": \"%s\"}".formatted(id, note).getBytes(StandardCharsets.UTF_8);
    }
  };

  static final String SCHEMA =
      """
      {"type": "record", "name": "Order", "fields": [{"name": "id", "type": "long"}, {"name": "note", "type": "string"}]}
      """;

  private final String valueFormat;
  private final String format;
  private final String codec;

  OrderForm(String valueFormat, String format, String codec) {
    this.valueFormat = valueFormat;
    this.format = format;
    this.codec = codec;
  }

  abstract byte[] encoded(long id, String note);

  /** The topic, which is also the ingestion's name. */
  String topic() {
    return "orders-" + format;
  }

  /** The configuration of its ingestion. */
  String properties(String bootstrapServers, String schemaFile, String root, String javaArchive) {
    return """
    name=%1$s
    topics=%1$s
    kafka.bootstrap.servers=%2$s
    value.format=%3$s
    schema.file=%4$s
    topics.dir=%5$s
    format=%6$s
    %7$s
    java.archive=%8$s
    """
        .formatted(
            topic(), bootstrapServers, valueFormat, schemaFile, root, format, codec, javaArchive);
  }
}
