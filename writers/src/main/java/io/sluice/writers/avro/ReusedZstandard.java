package io.sluice.writers.avro;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.file.Codec;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileConstants;

/**
 * Avro's zstandard codec, but that it compresses whole blocks, into one array per file and with one
 * native context per task: Avro's own makes a stream and a context for each block.
 */
final class ReusedZstandard extends Codec {
  private final ZstdCompressCtx context;
  private byte[] compressed = new byte[0];

  private ReusedZstandard(ZstdCompressCtx context) {
    this.context = context;
  }

  /** Makes codecs that share the native memory, since one thread writes one block at a time. */
  static final class Factory extends CodecFactory implements AutoCloseable {
    private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(DEFAULT_ZSTANDARD_LEVEL);

    @Override
    protected Codec createInstance() {
      return new ReusedZstandard(context);
    }

    @Override
    public void close() {
      context.close();
    }
  }

  @Override
  public String getName() {
    return DataFileConstants.ZSTANDARD_CODEC;
  }

  @Override
  public ByteBuffer compress(ByteBuffer block) throws IOException {
    int longest = Math.toIntExact(Zstd.compressBound(block.remaining()));
    if (compressed.length < longest) {
      compressed = new byte[longest];
    }
    int length =
        context.compressByteArray(
            compressed,
            0,
            compressed.length,
            block.array(),
            block.arrayOffset() + block.position(),
            block.remaining());
    return ByteBuffer.wrap(compressed, 0, length);
  }

  @Override
  public ByteBuffer decompress(ByteBuffer block) throws IOException {
    throw new UnsupportedOperationException("Avro's own codec reads what this one has written");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReusedZstandard;
  }

  @Override
  public int hashCode() {
    return getName().hashCode();
  }
}
