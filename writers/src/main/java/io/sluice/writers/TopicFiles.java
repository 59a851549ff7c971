package io.sluice.writers;

import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.run.StagedPaths;
import io.sluice.tracker.store.StagedOutput;
import io.sluice.tracker.store.Staging;
import io.sluice.writers.file.RecordFile;
import io.sluice.writers.file.RecordFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** The files of one topic within a task: opens, rolls, closes. */
final class TopicFiles {
  private final StagedPaths paths;
  private final Staging staging;
  private final String topic;
  private final IntSupplier numbers;
  private final long fileBytes;
  private final int openFiles;
  private final List<OpenFile> open = new ArrayList<>();
  private final List<StagedFile> closed = new ArrayList<>();
  private long uses;

  /**
   * What files of one kind are like.
   *
   * @param directory absolute
   * @param metadata of each file
   */
  record Target(
      StagedFile.Kind kind,
      String directory,
      RecordFiles files,
      Schema schema,
      Map<String, String> metadata) {}

  /**
   * Files of a topic.
   *
   * @param numbers of files, unique within the attempt
   * @param fileBytes size at which a file is closed
   * @param openFiles at most
   */
  TopicFiles(
      StagedPaths paths,
      Staging staging,
      String topic,
      IntSupplier numbers,
      long fileBytes,
      int openFiles) {
    this.paths = paths;
    this.staging = staging;
    this.topic = topic;
    this.numbers = numbers;
    this.fileBytes = fileBytes;
    this.openFiles = openFiles;
  }

  /**
   * Appends a row to the file of its group and time partition.
   *
   * @param schemaId of the record, for the file's metadata if it is the first one
   */
  void append(
      Target target,
      FileGroup group,
      String timePartition,
      ByteBuffer row,
      int kafkaPartition,
      long offset,
      String schemaId)
      throws IOException {
    Map<String, OpenFile> files = filesOf(target.kind(), group);
    OpenFile file = files.get(timePartition);
    if (file == null) {
      file = begin(target, group, timePartition, schemaId);
      files.put(timePartition, file);
    }
    file.append(row, kafkaPartition, offset, uses++);
    if (file.size() >= fileBytes) {
      close(file);
    }
  }

  private static Map<String, OpenFile> filesOf(StagedFile.Kind kind, FileGroup group) {
    return kind == StagedFile.Kind.DATA ? group.dataFiles() : group.quarantineFiles();
  }

  private OpenFile begin(Target target, FileGroup group, String timePartition, String schemaId)
      throws IOException {
    if (open.size() >= openFiles) {
      close(leastUsed());
    }
    String name = paths.finalName(numbers.getAsInt(), target.files().extension());
    OpenFile.Place place =
        new OpenFile.Place(
            target.kind(),
            topic,
            group,
            timePartition,
            paths.staged(target.directory(), timePartition, name),
            StagedPaths.landed(target.directory(), timePartition, name));
    Map<String, String> metadata = new HashMap<>(target.metadata());
    if (!schemaId.isEmpty()) {
      metadata.put(FileMetadata.SCHEMA_ID, schemaId);
    }
    StagedOutput output = staging.open(place.staged());
    OpenFile begun = new OpenFile(place, output, begin(target, output, metadata));
    open.add(begun);
    return begun;
  }

  private static RecordFile begin(Target target, StagedOutput output, Map<String, String> metadata)
      throws IOException {
    try {
      return target.files().begin(output, target.schema(), metadata);
    } catch (IOException | RuntimeException e) {
      abandonAfter(e, output);
      throw e;
    }
  }

  private static void abandonAfter(Exception failure, StagedOutput output) {
    try {
      output.abandon();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private OpenFile leastUsed() {
    return open.stream().min(Comparator.comparingLong(OpenFile::lastUsed)).orElseThrow();
  }

  private void close(OpenFile file) throws IOException {
    forget(file);
    closed.add(file.close());
  }

  private void forget(OpenFile file) {
    OpenFile.Place place = file.place();
    filesOf(place.kind(), place.group()).remove(place.timePartition());
    open.remove(file);
  }

  /** Closes the files of a group that gets no more records. */
  void close(FileGroup group) throws IOException {
    for (OpenFile file : List.copyOf(group.dataFiles().values())) {
      close(file);
    }
    for (OpenFile file : List.copyOf(group.quarantineFiles().values())) {
      close(file);
    }
  }

  /** The files that are closed. */
  List<StagedFile> closed() {
    return closed;
  }

  /** Gives up all that was written; the first failure is thrown when all is given up. */
  void abandon() throws IOException {
    closed.clear();
    @Nullable IOException failure = null;
    for (OpenFile file : List.copyOf(open)) {
      forget(file);
      try {
        file.abandon();
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
