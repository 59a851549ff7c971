package io.sluice.job.inspect;

import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.verify.FooterCounts;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** How many records a landed file says that it has: Parquet in its footer, Avro in its blocks. */
final class LandedCounts implements FooterCounts {

  private final FileSystem files;
  private final Configuration hadoop;

  LandedCounts(FileSystem files, Configuration hadoop) {
    this.files = files;
    this.hadoop = hadoop;
  }

  @Override
  public OptionalLong records(StagedFile file) throws IOException {
    Path path = files.makeQualified(new Path(file.path()));
    if (file.path().endsWith(".parquet")) {
      try (ParquetFileReader reader =
          ParquetFileReader.open(HadoopInputFile.fromPath(path, hadoop))) {
        return OptionalLong.of(reader.getRecordCount());
      }
    }
    if (!file.path().endsWith(".avro")) {
      return OptionalLong.empty();
    }
    try (InputStream in = files.open(path)) {
      return OptionalLong.of(AvroBlocks.count(in));
    }
  }
}
