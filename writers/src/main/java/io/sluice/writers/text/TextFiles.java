package io.sluice.writers.text;

import io.sluice.tracker.store.StagedOutput;
import io.sluice.writers.file.RecordFile;
import io.sluice.writers.file.RecordFiles;
import io.sluice.writers.file.RowMemory;
import java.util.Map;
import org.apache.avro.Schema;

/** Text files that share one codec's buffers. They have no place for metadata. */
final class TextFiles implements RecordFiles {
  private final TextCodec codec;
  private final LineBlocks blocks;
  private final RowMemory memory;

  TextFiles(TextCodec codec, RowMemory memory) {
    this.codec = codec;
    this.blocks = codec.blocks();
    this.memory = memory;
  }

  @Override
  public RecordFile begin(StagedOutput output, Schema schema, Map<String, String> metadata) {
    return new TextFile(output, blocks, memory);
  }

  @Override
  public String extension() {
    return codec.extension();
  }

  @Override
  public void close() {
    blocks.close();
  }
}
