package io.sluice.writers.text;

import io.sluice.tracker.store.StagedOutput;
import io.sluice.writers.file.RecordFile;
import io.sluice.writers.file.RowMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A text file that is being written. Its last lines are in memory until they fill a block. */
final class TextFile implements RecordFile, RowMemory.Holder {
  private static final int BLOCK_BYTES = 1 << 20;
  private static final int SMALLEST = 1 << 12;

  private final StagedOutput output;
  private final LineBlocks blocks;
  private final RowMemory memory;
  private byte[] lines = new byte[0];
  private int length;

  TextFile(StagedOutput output, LineBlocks blocks, RowMemory memory) {
    this.output = output;
    this.blocks = blocks;
    this.memory = memory;
    memory.join(this);
  }

  @Override
  public void append(ByteBuffer row) throws IOException {
    long before = held();
    int start = Line.start(row);
    int count = row.limit() - start;
    int needed = Math.addExact(Math.addExact(length, count), 1);
    if (needed > lines.length) {
      lines = Arrays.copyOf(lines, Math.max(needed, Math.max(SMALLEST, lines.length * 3 / 2)));
    }
    row.get(start, lines, length, count);
    lines[needed - 1] = '\n';
    length = needed;
    if (length >= BLOCK_BYTES) {
      writeHeld();
    }
    memory.changed(this, before);
  }

  @Override
  public long held() {
    return lines.length;
  }

  @Override
  public void measure() {}

  @Override
  public void writeHeld() throws IOException {
    if (length > 0) {
      blocks.write(lines, length, output);
    }
    forget();
  }

  private void forget() {
    lines = new byte[0];
    length = 0;
  }

  @Override
  public long size() {
    return output.length() + length;
  }

  @Override
  public void close() throws IOException {
    memory.leave(this);
    writeHeld();
    if (output.length() == 0) {
      blocks.writeEmpty(output);
    }
    output.close();
  }

  @Override
  public void abandon() throws IOException {
    memory.leave(this);
    forget();
    output.abandon();
  }
}
