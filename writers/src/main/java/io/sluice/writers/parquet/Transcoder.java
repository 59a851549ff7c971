package io.sluice.writers.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** Takes rows in Avro binary apart into Parquet's columns. */
interface Transcoder {
  /** The form of the columns. */
  MessageType columns();

  /** Metadata of a file, which names the source of its columns. */
  Map<String, String> metadata();

  /** From now on rows go there; called for each row group. */
  void begin(RecordConsumer consumer);

  void write(ByteBuffer row) throws IOException;
}
