package io.sluice.maintenance.verify;

import io.sluice.tracker.entry.MaintenanceEntry.Acknowledge.Change;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.verify.Contents;
import io.sluice.tracker.verify.Finding.Kind;
import io.sluice.writers.FileFormats;
import io.sluice.writers.file.FileFormat;
import io.sluice.writers.file.LandedFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.zip.CRC32C;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Reads the number of records of a landed file without reading its records: from the footer of
 * Parquet, from the blocks of Avro.
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
    long records = stated(file).orElse(file.records());
    return records == file.records()
        ? List.of()
        : List.of(
            new Fault(
                Kind.OTHER_COUNT,
                "it holds " + records + " records, the ledger says " + file.records()));
  }

  /** Files of a format of a later Sluice version are not read. */
  private OptionalLong stated(StagedFile file) throws IOException {
    Optional<FileFormat> format = FileFormats.ofFile(file.path());
    return format.isPresent()
        ? format.get().statedRecords(LandedFile.at(files, hadoop, file.path()))
        : OptionalLong.empty();
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
