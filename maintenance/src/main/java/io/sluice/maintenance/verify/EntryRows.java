package io.sluice.maintenance.verify;

import io.sluice.records.landing.Coordinate;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.StagedFile.Part;
import io.sluice.tracker.message.AcceptCommand;
import io.sluice.tracker.verify.Finding;
import io.sluice.tracker.verify.Finding.Kind;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.avro.generic.GenericRecord;

/**
 * The Kafka offsets of the rows in one entry's files of one topic, as the rows themselves state
 * them.
 */
final class EntryRows {
  private final long version;
  private final String topic;
  private final Consumer<Finding> found;
  private final Map<Integer, OffsetSet> offsets = new HashMap<>();
  private boolean without;

  EntryRows(long version, String topic, Consumer<Finding> found) {
    this.version = version;
    this.topic = topic;
    this.found = found;
  }

  /** Receives each row that has coordinates. */
  interface Sink {
    void row(int kafkaPartition, long offset, GenericRecord row);

    /** Takes a row that does not say where it stood. */
    default void unplaced(StagedFile file, GenericRecord row) {}
  }

  /** Reads a file, and reports rows outside of their offsets in the ledger. */
  void read(StagedFile file, LandedRows rows, Sink sink) {
    Map<Integer, Part> parts = new HashMap<>();
    file.parts().forEach(part -> parts.put(part.kafkaPartition(), part));
    Map<Integer, Long> counts = new TreeMap<>();
    Strays strays = new Strays();
    RowValues values = new RowValues();
    long[] read = new long[1];
    try {
      rows.read(
          file.path(),
          (row, columns) -> {
            read[0]++;
            Optional<String> fault = values.fault(row);
            Integer number = columns.get(Coordinate.PARTITION);
            Integer offset = columns.get(Coordinate.OFFSET);
            if (number == null || offset == null) {
              without = true;
              sink.unplaced(file, row);
              fault.ifPresent(why -> strays.unfit("one of unknown offset", why));
              return;
            }
            int kafkaPartition = ((Number) row.get(number)).intValue();
            long at = ((Number) row.get(offset)).longValue();
            counts.merge(kafkaPartition, 1L, Long::sum);
            String where = topic + "-" + kafkaPartition + " " + at;
            fault.ifPresent(why -> strays.unfit(where, why));
            if (!isIn(parts, kafkaPartition, at)) {
              strays.strange(where);
            }
            if (!offsets.computeIfAbsent(kafkaPartition, key -> new OffsetSet()).add(at)) {
              strays.doubled(where);
            }
            sink.row(kafkaPartition, at, row);
          });
    } catch (IOException | RuntimeException e) {
      report(file, Kind.OTHER_CONTENT, "its rows cannot be read (" + e.getMessage() + ")");
      return;
    }
    strays.reportUnfit(file);
    if (without && read[0] != file.records()) {
      report(
          file,
          Kind.OTHER_COUNT,
          "it holds " + read[0] + " records, the ledger says " + file.records());
    }
    if (!without) {
      strays.report(file);
      for (Part part : file.parts()) {
        long count = counts.getOrDefault(part.kafkaPartition(), 0L);
        if (count != part.records()) {
          report(
              file,
              Kind.OTHER_OFFSETS,
              "it holds "
                  + count
                  + " records of "
                  + topic
                  + "-"
                  + part.kafkaPartition()
                  + ", the ledger says "
                  + part.records());
        }
      }
    }
  }

  private static boolean isIn(Map<Integer, Part> parts, int kafkaPartition, long offset) {
    Part part = parts.get(kafkaPartition);
    return part != null && offset >= part.firstOffset() && offset <= part.lastOffset();
  }

  /** Returns whether a file lacks the columns of the coordinates. */
  boolean isWithoutCoordinates() {
    return without;
  }

  /** Offsets that were seen. */
  OffsetSet of(int kafkaPartition) {
    return offsets.getOrDefault(kafkaPartition, new OffsetSet());
  }

  private void report(StagedFile file, Kind kind, String why) {
    report(file, kind, why + ".", "Restore the file from a backup (an HDFS snapshot, the trash).");
  }

  private void report(StagedFile file, Kind kind, String why, String remedy) {
    found.accept(
        new Finding(
            kind,
            version,
            "Cannot vouch for "
                + file.path()
                + " of version "
                + version
                + ": "
                + why
                + " "
                + remedy,
            file.path().substring(0, file.path().lastIndexOf('/')),
            List.of()));
  }

  /** Rows of one file with other coordinates, or duplicates; reported once, with the first one. */
  private final class Strays {
    private long unfit;
    private String firstUnfit = "";
    private long strange;
    private long doubled;
    private String firstStrange = "";
    private String firstDoubled = "";

    void unfit(String where, String why) {
      firstUnfit = unfit++ == 0 ? where + ": " + why : firstUnfit;
    }

    void strange(String where) {
      firstStrange = strange++ == 0 ? where : firstStrange;
    }

    void doubled(String where) {
      firstDoubled = doubled++ == 0 ? where : firstDoubled;
    }

    void reportUnfit(StagedFile file) {
      if (unfit > 0) {
        EntryRows.this.report(
            file,
            Kind.UNFIT_VALUE,
            unfit
                + " of its records hold a value that its type does not allow, first "
                + firstUnfit
                + " Readers may refuse the whole file.",
            "Put a file without these records in its place, or move it away, and accept that with: "
                + AcceptCommand.of(file.timePartition(), file.topic()));
      }
    }

    void report(StagedFile file) {
      if (strange > 0) {
        EntryRows.this.report(
            file,
            Kind.OTHER_OFFSETS,
            strange
                + " of its records are of offsets that the ledger does not have in it, first "
                + firstStrange);
      }
      if (doubled > 0) {
        EntryRows.this.report(
            file,
            Kind.OTHER_OFFSETS,
            doubled
                + " of its records are there twice, in it or in another file of the version, first "
                + firstDoubled);
      }
    }
  }
}
