package io.sluice.maintenance.verify;

import io.sluice.tracker.entry.MaintenanceEntry.Acknowledge.Change;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.verify.Contents;
import io.sluice.tracker.verify.Finding.Kind;
import java.io.IOException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Reads every byte and compares the checksum with that in the ledger, then checks the footer. */
public final class LandedBytes implements Contents {
  private static final HexFormat HEX = HexFormat.of();

  private final Contents footers;
  private final Set<String> sound = new HashSet<>();

  public LandedBytes(Contents footers) {
    this.footers = footers;
  }

  @Override
  public List<Fault> look(StagedFile file) throws IOException {
    List<Fault> faults = faults(file.path(), file.crc32c());
    if (faults.isEmpty()) {
      faults = footers.look(file);
    }
    if (faults.isEmpty()) {
      sound.add(file.path());
    }
    return faults;
  }

  @Override
  public List<Fault> lookAccepted(Change change) throws IOException {
    return faults(change.path(), change.crc32c());
  }

  private List<Fault> faults(String path, int wanted) throws IOException {
    int found = footers.crc32c(path).orElse(wanted);
    return found == wanted
        ? List.of()
        : List.of(
            new Fault(
                Kind.OTHER_CONTENT,
                "its bytes have CRC32C "
                    + HEX.toHexDigits(found)
                    + ", the ledger says "
                    + HEX.toHexDigits(wanted)));
  }

  @Override
  public boolean readsBytes() {
    return true;
  }

  @Override
  public OptionalInt crc32c(String path) throws IOException {
    return footers.crc32c(path);
  }

  /** Returns whether the file was checked and is sound. */
  boolean isSound(StagedFile file) {
    return sound.contains(file.path());
  }
}
