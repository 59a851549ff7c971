package io.sluice.records.row;

import io.sluice.records.LargeStack;
import io.sluice.records.WriterSchema;
import io.sluice.records.api.BadRecordException;
import io.sluice.records.body.BodyShape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * The body resolved by Avro: read with both schemas, written with the landing schema. The result is
 * checked too, because the landing schema may allow fewer values than the writer's.
 */
final class ResolvedBody implements Resolution {
  private final BodyShape writtenShape;
  private final BodyShape landedShape;
  private final String written;
  private final GenericDatumReader<Object> reader;
  private final GenericDatumWriter<Object> writer;
  private final CheckedBodyDecoder decoder = new CheckedBodyDecoder();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
  private @Nullable BinaryEncoder encoder;
  private @Nullable Object datum;

  ResolvedBody(WriterSchema written, ResolutionLosses losses, Schema landing) {
    // Without conversions: a timestamp stays a long.
    GenericData plain = new GenericData();
    this.writtenShape = BodyShape.ofPromoted(losses.written(), losses.rounded());
    this.landedShape = BodyShape.of(landing);
    this.written = written.toString();
    this.reader = new GenericDatumReader<>(losses.written(), losses.reader(), plain);
    this.writer = new GenericDatumWriter<>(landing, plain);
  }

  @Override
  public void write(ByteBuffer body, RowBytes row) throws BadRecordException {
    writtenShape.check(body);
    ByteBuffer resolved = resolved(body);
    landedShape.check(resolved);
    row.writeRaw(resolved);
  }

  private ByteBuffer resolved(ByteBuffer body) throws BadRecordException {
    try {
      try {
        return resolve(body);
      } catch (StackOverflowError e) {
        // Avro's reader and writer need several stack frames for each nested record.
        return LargeStack.call(() -> resolve(body));
      }
    } catch (IOException | ExecutionException | RuntimeException e) {
      datum = null;
      throw new BadRecordException(
          "schema-unresolvable",
          "Cannot resolve a body of schema " + written + " to the landing schema: " + e + ".",
          e);
    }
  }

  private ByteBuffer resolve(ByteBuffer body) throws IOException {
    bytes.reset();
    datum = reader.read(datum, decoder.on(body));
    encoder = EncoderFactory.get().directBinaryEncoder(bytes, encoder);
    writer.write(datum, encoder);
    return ByteBuffer.wrap(bytes.toByteArray());
  }
}
