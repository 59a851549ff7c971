package io.sluice.writers.parquet;

import io.sluice.tracker.store.StagedOutput;
import io.sluice.writers.file.RawRows;
import io.sluice.writers.file.RecordFile;
import io.sluice.writers.file.RowMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A Parquet file whose row groups are written when {@link RowMemory} says so; parquet-java's own
 * writer decides that for itself, which breaks the heap when many are open.
 */
final class ParquetFile implements RecordFile, RowMemory.Holder {
  /** Buffers that a column has before it holds anything. */
  private static final long BASE_PER_COLUMN = 20_000;

  /** Beyond it, columns hold rows in less memory than bytes do. */
  private static final long RAW_BYTES = 1L << 20;

  /** Nobody aligns row groups with blocks. */
  private static final long UNALIGNED = Long.MAX_VALUE;

  private final StagedOutput output;
  private final Transcoder transcoder;
  private final BytesInputCompressor compressor;
  private final Map<String, String> metadata;
  private final RowMemory memory;
  private final ParquetProperties properties = ParquetProperties.builder().build();
  private final ParquetFileWriter writer;
  private final MessageColumnIO columnIo;
  private final RawRows raw = new RawRows();
  private @Nullable RowGroup rowGroup;
  private long measured;
  private long rawSince;

  /** Rows that are not in the file yet. */
  private static final class RowGroup {
    private final ColumnChunkPageWriteStore pages;
    private final ColumnWriteStore columns;
    private final RecordConsumer consumer;
    private long rows;

    private RowGroup(
        ColumnChunkPageWriteStore pages, ColumnWriteStore columns, RecordConsumer consumer) {
      this.pages = pages;
      this.columns = columns;
      this.consumer = consumer;
    }
  }

  ParquetFile(
      StagedOutput output,
      Transcoder transcoder,
      BytesInputCompressor compressor,
      Map<String, String> metadata,
      RowMemory memory)
      throws IOException {
    this.output = output;
    this.transcoder = transcoder;
    this.compressor = compressor;
    this.metadata = new HashMap<>(transcoder.metadata());
    this.metadata.putAll(metadata);
    this.memory = memory;
    this.writer =
        new ParquetFileWriter(
            new StagedOutputFile(output),
            transcoder.columns(),
            ParquetFileWriter.Mode.CREATE,
            UNALIGNED,
            0,
            null,
            properties);
    this.columnIo = new ColumnIOFactory().getColumnIO(transcoder.columns());
    writer.start();
    memory.join(this);
  }

  @Override
  public void append(ByteBuffer row) throws IOException {
    long before = held();
    if (rowGroup == null) {
      raw.add(row);
      if (raw.held() > RAW_BYTES) {
        beginRowGroup();
      }
    } else {
      transcoder.write(row);
      rowGroup.rows++;
      rawSince += row.remaining();
    }
    memory.changed(this, before);
  }

  /** Makes columns of what was raw so far. */
  private RowGroup beginRowGroup() throws IOException {
    ColumnChunkPageWriteStore pages =
        new ColumnChunkPageWriteStore(
            compressor,
            transcoder.columns(),
            properties.getAllocator(),
            properties.getColumnIndexTruncateLength(),
            properties.getPageWriteChecksumEnabled());
    ColumnWriteStore columns = properties.newColumnWriteStore(transcoder.columns(), pages, pages);
    RecordConsumer consumer = columnIo.getRecordWriter(columns);
    transcoder.begin(consumer);
    RowGroup begun = new RowGroup(pages, columns, consumer);
    rowGroup = begun;
    begun.rows = raw.drainTo(transcoder::write);
    measure();
    return begun;
  }

  /** The measured size, plus each byte since. */
  @Override
  public long held() {
    return raw.held() + measured + rawSince;
  }

  @Override
  public void measure() {
    rawSince = 0;
    measured =
        rowGroup == null
            ? 0
            : rowGroup.columns.getBufferedSize() + columnIo.getLeaves().size() * BASE_PER_COLUMN;
  }

  @Override
  public void writeHeld() throws IOException {
    if (rowGroup == null && raw.isEmpty()) {
      return;
    }
    RowGroup group = rowGroup == null ? beginRowGroup() : rowGroup;
    group.consumer.flush();
    writer.startBlock(group.rows);
    group.columns.flush();
    group.pages.flushToFileWriter(writer);
    writer.endBlock();
    forgetRowGroup();
  }

  private void forgetRowGroup() {
    if (rowGroup != null) {
      rowGroup.columns.close();
      rowGroup.pages.close();
    }
    rowGroup = null;
    raw.clear();
    measured = 0;
    rawSince = 0;
  }

  @Override
  public long size() {
    return output.length() + held();
  }

  @Override
  public void close() throws IOException {
    memory.leave(this);
    writeHeld();
    writer.end(metadata);
    output.close();
  }

  @Override
  public void abandon() throws IOException {
    memory.leave(this);
    try {
      forgetRowGroup();
    } finally {
      output.abandon();
    }
  }
}
