package io.sluice.job.run;

import io.sluice.job.ingestion.OpenIngestion;
import io.sluice.tracker.entry.OffsetEntry;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.message.Log;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.Optional;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Reads the quarantine files of an entry, for its report. */
final class QuarantineFiles implements FirstBadRecord {
  private static final Log LOG = Log.of(QuarantineFiles.class);

  /** A message may hold a value, and a report is not encrypted. */
  private static final String ENCRYPTED =
      "its message is in the quarantine, which is encrypted, and is not repeated here";

  private final Path root;
  private final Configuration hadoop;

  QuarantineFiles(OpenIngestion open) {
    this(new Path(open.places().fileSystem()), open.hadoop());
  }

  QuarantineFiles(Path root, Configuration hadoop) {
    this.root = root;
    this.hadoop = hadoop;
  }

  @Override
  public Optional<String> of(OffsetEntry entry, String topic) {
    Optional<StagedFile> first =
        entry.files().stream()
            .filter(file -> file.kind() == StagedFile.Kind.QUARANTINE)
            .filter(file -> file.topic().equals(topic))
            .min(Comparator.comparing(StagedFile::path));
    try {
      return first.isPresent() ? read(new Path(root, first.get().path())) : Optional.empty();
    } catch (IOException | RuntimeException | LinkageError e) {
      LOG.warn("Cannot read what went to quarantine: topic={}", topic, e);
      return Optional.empty();
    }
  }

  private Optional<String> read(Path path) throws IOException {
    FileSystem files = path.getFileSystem(hadoop);
    boolean isEncrypted = files.getFileStatus(path).isEncrypted();
    try (InputStream in = new BufferedInputStream(files.open(path));
        DataFileStream<GenericRecord> rows = new DataFileStream<>(in, new GenericDatumReader<>())) {
      if (!rows.hasNext()) {
        return Optional.empty();
      }
      GenericRecord row = rows.next();
      return Optional.of(
          "%s-%s@%s, %s: %s"
              .formatted(
                  row.get("kafka_topic"),
                  row.get("kafka_partition"),
                  row.get("kafka_offset"),
                  row.get("error_class"),
                  isEncrypted ? ENCRYPTED : row.get("error_message")));
    }
  }
}
