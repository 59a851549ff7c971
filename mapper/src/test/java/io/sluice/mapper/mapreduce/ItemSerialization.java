package io.sluice.mapper.mapreduce;

import io.sluice.records.FetchedRecord;
import io.sluice.records.InFlightRecord;
import io.sluice.records.ReadItem;
import io.sluice.records.TaskItem;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.io.serializer.Deserializer;
import org.apache.hadoop.io.serializer.Serialization;
import org.apache.hadoop.io.serializer.Serializer;

/**
 * MRUnit copies keys and values by serializing them; items never leave their process, so this hands
 * over copies of the objects themselves.
 */
public final class ItemSerialization implements Serialization<Object> {
  private static final List<Object> HANDED_OVER = new ArrayList<>();

  @Override
  public boolean accept(Class<?> type) {
    return ReadItem.class.isAssignableFrom(type) || TaskItem.class.isAssignableFrom(type);
  }

  @Override
  public Serializer<Object> getSerializer(Class<Object> type) {
    return new Serializer<>() {
      private DataOutputStream data = new DataOutputStream(OutputStream.nullOutputStream());

      @Override
      public void open(OutputStream out) {
        data = new DataOutputStream(out);
      }

      @Override
      public void serialize(Object item) throws IOException {
        data.writeInt(HANDED_OVER.size());
        HANDED_OVER.add(copy(item));
      }

      @Override
      public void close() throws IOException {
        data.close();
      }
    };
  }

  @Override
  public Deserializer<Object> getDeserializer(Class<Object> type) {
    return new Deserializer<>() {
      private DataInputStream data = new DataInputStream(InputStream.nullInputStream());

      @Override
      public void open(InputStream in) {
        data = new DataInputStream(in);
      }

      @Override
      public Object deserialize(Object reused) throws IOException {
        return HANDED_OVER.get(data.readInt());
      }

      @Override
      public void close() throws IOException {
        data.close();
      }
    };
  }

  /** The mapper reuses one object for all records that it writes. */
  private static Object copy(Object item) {
    if (item instanceof InFlightRecord record) {
      FetchedRecord fetched = new FetchedRecord();
      fetched
          .coordinates()
          .at(
              record.coordinates().topic(),
              record.coordinates().kafkaPartition(),
              record.coordinates().offset());
      ByteBuffer body = ByteBuffer.allocate(record.body().remaining());
      body.put(record.body().duplicate()).flip();
      return new InFlightRecord(fetched, record.schema()).with(record.schema(), body);
    }
    return item;
  }
}
