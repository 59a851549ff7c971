package io.sluice.maintenance.verify;

import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.UpkeepEntry.Acknowledge.Change;
import io.sluice.tracker.verify.Contents;
import io.sluice.tracker.verify.Finding.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalInt;
import java.util.zip.CRC32C;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/**
 * Reads the number of records that a landed file states: Parquet in its footer, Avro in its blocks.
 */
public final class LandedFooters implements Contents {
  private static final int BUFFER = 1 << 16;

  private final FileSystem files;
  private final Configuration hadoop;

  public LandedFooters(FileSystem files, Configuration hadoop) {
    this.files = files;
    this.hadoop = hadoop;
  }

  @Override
  public List<Fault> look(StagedFile file) throws IOException {
    long records = records(file);
    return records == file.records()
        ? List.of()
        : List.of(
            new Fault(
                Kind.OTHER_COUNT,
                "it holds " + records + " records, the ledger says " + file.records()));
  }

  private long records(StagedFile file) throws IOException {
    Path path = files.makeQualified(new Path(file.path()));
    if (file.path().endsWith(".parquet")) {
      try (ParquetFileReader reader =
          ParquetFileReader.open(HadoopInputFile.fromPath(path, hadoop))) {
        return reader.getRecordCount();
      }
    }
    if (!file.path().endsWith(".avro")) {
      return file.records(); // of a format that a later Sluice may have
    }
    try (InputStream in = files.open(path)) {
      return AvroBlocks.count(in);
    }
  }

  @Override
  public List<Fault> lookAccepted(Change change) {
    return List.of();
  }

  @Override
  public OptionalInt crc32c(String path) throws IOException {
    CRC32C crc = new CRC32C();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = files.open(new Path(path))) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        crc.update(buffer, 0, read);
      }
    }
    return OptionalInt.of((int) crc.getValue());
  }
}
