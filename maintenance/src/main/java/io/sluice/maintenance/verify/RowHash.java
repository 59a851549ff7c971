package io.sluice.maintenance.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;

/**
 * A 64-bit hash of the values of a row, for all formats. It does not use the bytes, because Avro
 * may write one list in several blocks, and a map has no order.
 */
final class RowHash {
  private static final long PRIME = 0x9E3779B97F4A7C15L;

  private RowHash() {}

  static long of(Schema schema, Object datum) {
    return add(1, schema, datum);
  }

  private static long mix(long hash, long value) {
    long mixed = (hash ^ value) * PRIME;
    return mixed ^ (mixed >>> 29);
  }

  private static long add(long hash, Schema schema, Object datum) {
    return switch (schema.getType()) {
      case RECORD -> fields(hash, schema, (IndexedRecord) datum);
      case UNION -> {
        int branch = GenericData.get().resolveUnion(schema, datum);
        yield add(mix(hash, branch), schema.getTypes().get(branch), datum);
      }
      case ARRAY -> items(hash, schema.getElementType(), (Collection<?>) datum);
      case MAP -> entries(hash, schema.getValueType(), (Map<?, ?>) datum);
      case STRING, ENUM -> bytes(hash, datum.toString().getBytes(StandardCharsets.UTF_8));
      case FIXED -> bytes(hash, ((GenericFixed) datum).bytes());
      case BYTES -> buffer(hash, (ByteBuffer) datum);
      case FLOAT -> mix(hash, Float.floatToIntBits((Float) datum));
      case DOUBLE -> mix(hash, Double.doubleToLongBits((Double) datum));
      case BOOLEAN -> mix(hash, (Boolean) datum ? 1 : 2);
      case INT, LONG -> mix(hash, ((Number) datum).longValue());
      case NULL -> mix(hash, 3);
    };
  }

  private static long fields(long hash, Schema schema, IndexedRecord row) {
    long mixed = hash;
    for (Schema.Field field : schema.getFields()) {
      mixed = add(mixed, field.schema(), row.get(field.pos()));
    }
    return mixed;
  }

  private static long items(long hash, Schema item, Collection<?> items) {
    long mixed = mix(hash, items.size());
    for (Object each : items) {
      mixed = add(mixed, item, each);
    }
    return mixed;
  }

  private static long entries(long hash, Schema value, Map<?, ?> entries) {
    long sum = entries.size();
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      byte[] key = entry.getKey().toString().getBytes(StandardCharsets.UTF_8);
      sum += add(bytes(1, key), value, entry.getValue());
    }
    return mix(hash, sum);
  }

  private static long buffer(long hash, ByteBuffer buffer) {
    byte[] content = new byte[buffer.remaining()];
    buffer.get(buffer.position(), content);
    return bytes(hash, content);
  }

  static long bytes(long hash, byte[] content) {
    long mixed = mix(hash, content.length);
    for (byte each : content) {
      mixed = mix(mixed, each);
    }
    return mixed;
  }
}
