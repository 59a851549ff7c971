package io.sluice.tracker.verify;

import io.sluice.tracker.entry.MaintenanceEntry.Acknowledge.Change;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.store.Store;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.zip.CRC32C;

/** Reads whole files from a store, and knows no format but that a line is a record. */
public class StoreContents implements Contents {
  private final Store store;

  public StoreContents(Store store) {
    this.store = store;
  }

  @Override
  public List<Fault> look(StagedFile file) throws IOException {
    long lines = 0;
    for (byte each : content(file.path())) {
      lines += each == '\n' ? 1 : 0;
    }
    return lines == file.records()
        ? List.of()
        : List.of(new Fault(Finding.Kind.OTHER_COUNT, "it holds " + lines + " records"));
  }

  @Override
  public List<Fault> lookAccepted(Change change) throws IOException {
    return crc32c(change.path()).orElseThrow() == change.crc32c()
        ? List.of()
        : List.of(new Fault(Finding.Kind.OTHER_CONTENT, "its bytes are others"));
  }

  @Override
  public OptionalInt crc32c(String path) throws IOException {
    CRC32C crc = new CRC32C();
    crc.update(content(path));
    return OptionalInt.of((int) crc.getValue());
  }

  private byte[] content(String path) throws IOException {
    return store.read(path).orElseThrow(() -> new IOException(path));
  }
}
