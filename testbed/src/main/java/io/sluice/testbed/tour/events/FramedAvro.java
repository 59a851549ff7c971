package io.sluice.testbed.tour.events;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Avro as Confluent's serializers frame it: a zero, the schema's id in the registry, the body. */
final class FramedAvro {
  private final int id;
  private final Schema schema;
  private final GenericDatumWriter<GenericRecord> writer;

  FramedAvro(int id, Schema schema) {
    this.id = id;
    this.schema = schema;
    this.writer = new GenericDatumWriter<>(schema);
  }

  GenericRecord record() {
    return new GenericData.Record(schema);
  }

  Schema schema() {
    return schema;
  }

  byte[] encode(GenericRecord record) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0);
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      writer.write(record, encoder);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write Avro into memory", e);
    }
    return out.toByteArray();
  }

  /** A decimal of scale 2 as Avro's bytes. */
  static ByteBuffer cents(long cents) {
    return ByteBuffer.wrap(BigDecimal.valueOf(cents, 2).unscaledValue().toByteArray());
  }

  /** The symbol of an enum. */
  static GenericData.EnumSymbol symbol(Schema type, String name) {
    return new GenericData.EnumSymbol(type, name);
  }
}
