package io.sluice.testbed.endtoend;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * The first segment of a Kafka partition as it lies on its broker's disk. What is changed there is
 * what the broker sends from then on.
 */
record BrokerLog(Path segment) {
  /** Base offset and length, which the length does not count. */
  private static final int HEADER = 12;

  private static final int LAST_OFFSET_DELTA = 23;

  /**
   * A batch in it.
   *
   * @param position of its first byte
   * @param start its first offset
   * @param end behind its last offset
   */
  record Batch(long position, int bytes, long start, long end) {}

  static BrokerLog of(Path data, String topic, int kafkaPartition) {
    return new BrokerLog(
        data.resolve(topic + "-" + kafkaPartition).resolve("00000000000000000000.log"));
  }

  /** The batch that holds an offset. */
  Batch batchOf(long offset) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "r")) {
      for (long position = 0; position < file.length(); ) {
        file.seek(position);
        long start = file.readLong();
        int bytes = HEADER + file.readInt();
        file.seek(position + LAST_OFFSET_DELTA);
        long end = start + file.readInt() + 1;
        if (offset < end) {
          return new Batch(position, bytes, start, end);
        }
        position += bytes;
      }
    }
    throw new IOException("Cannot find offset " + offset + " in " + segment);
  }

  /** Turns over the bits of a byte; said twice, all is as before. */
  void flip(long position) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
      file.seek(position);
      int was = file.read();
      file.seek(position);
      file.write(was ^ 0xff);
    }
  }
}
