package io.sluice.records.row;

import io.sluice.records.WriterSchema;
import io.sluice.records.api.BadRecordException;
import io.sluice.records.body.BodyShape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** The body resolved as Avro resolves it: read with both schemas, written with the landing one. */
final class ResolvedBody implements Resolution {
  private final BodyShape shape;
  private final String written;
  private final GenericDatumReader<Object> reader;
  private final GenericDatumWriter<Object> writer;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
  private @Nullable BinaryDecoder decoder;
  private @Nullable BinaryEncoder encoder;
  private @Nullable Object datum;

  ResolvedBody(BodyShape shape, WriterSchema written, Schema landing) {
    // No conversions: a timestamp stays the long that it is.
    GenericData plain = new GenericData();
    this.shape = shape;
    this.written = written.toString();
    this.reader = new GenericDatumReader<>(written.schema(), landing, plain);
    this.writer = new GenericDatumWriter<>(landing, plain);
  }

  @Override
  public void write(ByteBuffer body, RowBytes row) throws BadRecordException {
    shape.check(body);
    try {
      bytes.reset();
      decoder = decoderOf(body);
      datum = reader.read(datum, decoder);
      encoder = EncoderFactory.get().directBinaryEncoder(bytes, encoder);
      writer.write(datum, encoder);
    } catch (AvroRuntimeException | ClassCastException e) {
      datum = null;
      throw new BadRecordException(
          "schema-unresolvable",
          "Cannot resolve a body of schema "
              + written
              + " to the landing schema: "
              + String.valueOf(e.getMessage())
              + ".",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("Arrays in memory cannot fail", e);
    }
    row.writeRaw(ByteBuffer.wrap(bytes.toByteArray()));
  }

  private BinaryDecoder decoderOf(ByteBuffer body) {
    if (body.hasArray()) {
      return DecoderFactory.get()
          .binaryDecoder(
              body.array(), body.arrayOffset() + body.position(), body.remaining(), decoder);
    }
    byte[] copy = new byte[body.remaining()];
    body.get(body.position(), copy);
    return DecoderFactory.get().binaryDecoder(copy, decoder);
  }
}
