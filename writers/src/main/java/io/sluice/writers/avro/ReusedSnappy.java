package io.sluice.writers.avro;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.apache.avro.file.Codec;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileConstants;
import org.xerial.snappy.Snappy;

/** Avro's snappy codec, but that it compresses into one array for all blocks of a file. */
final class ReusedSnappy extends Codec {
  private final CRC32 crc = new CRC32();
  private byte[] compressed = new byte[0];

  /** Makes one per file. */
  static final class Factory extends CodecFactory {
    @Override
    protected Codec createInstance() {
      return new ReusedSnappy();
    }
  }

  @Override
  public String getName() {
    return DataFileConstants.SNAPPY_CODEC;
  }

  /** The compressed bytes, then the CRC32 of the uncompressed ones. */
  @Override
  public ByteBuffer compress(ByteBuffer block) throws IOException {
    int longest = Snappy.maxCompressedLength(block.remaining()) + Integer.BYTES;
    if (compressed.length < longest) {
      compressed = new byte[longest];
    }
    int start = block.arrayOffset() + block.position();
    int length = Snappy.compress(block.array(), start, block.remaining(), compressed, 0);
    crc.reset();
    crc.update(block.array(), start, block.remaining());
    return ByteBuffer.wrap(compressed)
        .putInt(length, (int) crc.getValue())
        .limit(length + Integer.BYTES);
  }

  @Override
  public ByteBuffer decompress(ByteBuffer block) throws IOException {
    throw new UnsupportedOperationException("Avro's own codec reads what this one has written");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReusedSnappy;
  }

  @Override
  public int hashCode() {
    return getName().hashCode();
  }
}
