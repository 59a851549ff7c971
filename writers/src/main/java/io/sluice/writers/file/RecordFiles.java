package io.sluice.writers.file;

import io.sluice.tracker.store.StagedOutput;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.Schema;

/** Begins files of one format and codec. */
public interface RecordFiles extends AutoCloseable {
  /**
   * Begins a file. The output is the file's from now on, unless this throws.
   *
   * @param metadata for people and tools; goes into the file
   */
  RecordFile begin(StagedOutput output, Schema schema, Map<String, String> metadata)
      throws IOException;

  /** The end of the file's name, without a dot. */
  String extension();

  /** Gives the codec's buffers back; no file may be open any more. */
  @Override
  void close();
}
