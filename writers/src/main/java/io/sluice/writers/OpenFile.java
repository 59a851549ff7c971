package io.sluice.writers;

import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.store.StagedOutput;
import io.sluice.writers.file.RecordFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A staged file that is being written, and which offsets are in it. */
final class OpenFile {
  private final Place place;
  private final StagedOutput output;
  private final RecordFile file;
  private final List<Part> parts = new ArrayList<>();
  private Part last;
  private long lastUsed;

  /**
   * Where a file belongs.
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

  OpenFile(Place place, StagedOutput output, RecordFile file) {
    this.place = place;
    this.output = output;
    this.file = file;
    this.last = new Part(-1, -1);
  }

  Place place() {
    return place;
  }

  /** When it was used last, in calls of {@link #append} on any file. */
  long lastUsed() {
    return lastUsed;
  }

  void append(ByteBuffer row, int kafkaPartition, long offset, long now) throws IOException {
    file.append(row);
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
    return file.size();
  }

  /** Ends the file, which is on disk then. */
  StagedFile close() throws IOException {
    try {
      file.close();
    } catch (IOException | RuntimeException e) {
      abandonAfter(e);
      throw e;
    }
    return new StagedFile(
        place.kind(),
        place.topic(),
        place.group().number(),
        place.timePartition(),
        place.staged(),
        place.path(),
        output.length(),
        parts.stream().mapToLong(part -> part.records).sum(),
        output.crc32c(),
        parts.stream()
            .map(
                part ->
                    new StagedFile.Part(part.kafkaPartition, part.first, part.last, part.records))
            .toList());
  }

  private void abandonAfter(Exception failure) {
    try {
      file.abandon();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  void abandon() throws IOException {
    file.abandon();
  }
}
