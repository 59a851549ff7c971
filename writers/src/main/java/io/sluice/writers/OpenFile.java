package io.sluice.writers;

import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.store.StagedOutput;
import io.sluice.writers.file.RawRows;
import io.sluice.writers.file.RecordFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A staged file that is being written, and which offsets are in it. Its first rows wait in memory;
 * nothing of it is on the file system until it is opened.
 */
final class OpenFile {
  private final Place place;
  private final Opener opener;
  private final RawRows waiting = new RawRows();
  private final List<Part> parts = new ArrayList<>();
  private @Nullable Opened opened;
  private Part last;
  private long lastUsed;

  /**
   * The place of a file.
   *
   * @param timePartition relative directory
   * @param staged where it is until it is published
   * @param path where it is published
   */
  record Place(
      StagedFile.Kind kind,
      String topic,
      FileGroup group,
      String timePartition,
      String staged,
      String path) {}

  /** The staged output and the record file. */
  record Opened(StagedOutput output, RecordFile file) {}

  /** Opens it on the file system. */
  interface Opener {
    Opened open() throws IOException;
  }

  private static final class Part {
    private final int kafkaPartition;
    private final long first;
    private long last;
    private long records;

    private Part(int kafkaPartition, long first) {
      this.kafkaPartition = kafkaPartition;
      this.first = first;
    }
  }

  OpenFile(Place place, Opener opener) {
    this.place = place;
    this.opener = opener;
    this.last = new Part(-1, -1);
  }

  Place place() {
    return place;
  }

  /** When it was used last, in calls of {@link #append} on any file. */
  long lastUsed() {
    return lastUsed;
  }

  /** Whether its rows still wait in memory. */
  boolean isWaiting() {
    return opened == null;
  }

  /** Bytes of memory that waiting rows take. */
  long held() {
    return waiting.held();
  }

  void append(ByteBuffer row, int kafkaPartition, long offset, long now) throws IOException {
    if (opened == null) {
      waiting.add(row);
    } else {
      opened.file().append(row);
    }
    if (last.kafkaPartition != kafkaPartition) {
      last = part(kafkaPartition, offset);
    }
    last.last = offset;
    last.records++;
    lastUsed = now;
  }

  private Part part(int kafkaPartition, long offset) {
    for (Part part : parts) {
      if (part.kafkaPartition == kafkaPartition) {
        return part;
      }
    }
    Part begun = new Part(kafkaPartition, offset);
    parts.add(begun);
    return begun;
  }

  long size() {
    return opened == null ? waiting.length() : opened.file().size();
  }

  /** Opens it, with the rows that waited. */
  Opened open() throws IOException {
    if (opened != null) {
      return opened;
    }
    Opened begun = opener.open();
    opened = begun;
    waiting.drainTo(begun.file()::append);
    return begun;
  }

  /** Ends the file, which is on disk then. */
  StagedFile close() throws IOException {
    Opened ended = open();
    ended.file().close();
    return new StagedFile(
        place.kind(),
        place.topic(),
        place.group().number(),
        place.timePartition(),
        place.staged(),
        place.path(),
        ended.output().length(),
        parts.stream().mapToLong(part -> part.records).sum(),
        ended.output().crc32c(),
        parts.stream()
            .map(
                part ->
                    new StagedFile.Part(part.kafkaPartition, part.first, part.last, part.records))
            .toList());
  }

  void abandon() throws IOException {
    if (opened != null) {
      opened.file().abandon();
    }
  }
}
