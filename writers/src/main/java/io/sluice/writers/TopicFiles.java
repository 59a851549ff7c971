package io.sluice.writers;

import io.sluice.tracker.access.UnguardedException;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.message.FirstLine;
import io.sluice.tracker.staging.StagedPaths;
import io.sluice.tracker.store.Refusal;
import io.sluice.tracker.store.StagedOutput;
import io.sluice.tracker.store.Staging;
import io.sluice.writers.file.FileFormat;
import io.sluice.writers.file.RecordFile;
import io.sluice.writers.file.RecordFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import org.apache.avro.Schema;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.jspecify.annotations.Nullable;

/**
 * The files of one topic within a task: opens, rolls, closes. The first rows of a file wait in
 * memory, so that records of many hours in turn do not make a file each: a file is opened when its
 * rows are many, or when all that wait take too much memory.
 */
final class TopicFiles {
  /** More rows than this are not kept waiting while files may be opened. */
  private static final long FEW_BYTES = 64 << 10;

  private final StagedPaths paths;
  private final Staging staging;
  private final String topic;
  private final IntSupplier numbers;
  private final Limits limits;
  private final Set<OpenFile> open = new LinkedHashSet<>();
  private final Set<OpenFile> waiting = new LinkedHashSet<>();
  private final List<StagedFile> closed = new ArrayList<>();
  private final Set<String> guarded = new HashSet<>();
  private long waitingBytes;
  private long uses;

  /**
   * Bounds of what is open.
   *
   * @param fileBytes size at which a file is closed
   * @param openFiles at most
   * @param waitingBytes memory that waiting rows may take
   */
  record Limits(long fileBytes, int openFiles, long waitingBytes) {}

  /**
   * The properties of files of one kind.
   *
   * @param directory absolute
   * @param guard the directory whose group, rights and ACL it has; its own for its own
   * @param metadata of each file
   */
  record Target(
      StagedFile.Kind kind,
      String directory,
      String guard,
      RecordFiles files,
      Schema schema,
      Map<String, String> metadata) {}

  /**
   * Files of a topic.
   *
   * @param numbers of files, unique within the attempt
   */
  TopicFiles(StagedPaths paths, Staging staging, String topic, IntSupplier numbers, Limits limits) {
    this.paths = paths;
    this.staging = staging;
    this.topic = topic;
    this.numbers = numbers;
    this.limits = limits;
  }

  /**
   * Appends a row to the file of its group and time partition.
   *
   * @param schemaId of the record, for the file's metadata if it is the first one
   * @throws UnwritableException if the format takes no such row
   * @throws BlockedException if the topic may not be written
   */
  void append(
      Target target,
      FileGroup group,
      String timePartition,
      ByteBuffer row,
      int kafkaPartition,
      long offset,
      String schemaId)
      throws IOException, UnwritableException {
    try {
      Map<String, OpenFile> files = filesOf(target.kind(), group);
      OpenFile file = files.get(timePartition);
      if (file == null) {
        file = begin(target, group, timePartition, schemaId);
        files.put(timePartition, file);
      }
      if (file.isWaiting()) {
        wait(file, row, kafkaPartition, offset);
      } else {
        file.append(row, kafkaPartition, offset, uses++);
      }
      if (!file.isWaiting() && file.size() >= limits.fileBytes()) {
        close(file);
      }
    } catch (RuntimeException | StackOverflowError e) {
      throw unwritable("." + target.files().extension(), e);
    }
  }

  /** Keeps a row in memory, and opens what must wait no longer. */
  private void wait(OpenFile file, ByteBuffer row, int kafkaPartition, long offset)
      throws IOException {
    long before = file.held();
    file.append(row, kafkaPartition, offset, uses++);
    waitingBytes += file.held() - before;
    if (file.size() >= limits.fileBytes()
        || (file.size() >= FEW_BYTES && open.size() < limits.openFiles())) {
      open(file);
    }
    while (waitingBytes > limits.waitingBytes() && !waiting.isEmpty()) {
      open(waiting.stream().max(Comparator.comparingLong(OpenFile::held)).orElseThrow());
    }
  }

  private UnwritableException unwritable(String file, Throwable failure) throws IOException {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException e) {
        throw e;
      }
    }
    return new UnwritableException(
        "Cannot write topic '%s' as %s: %s. Set another format for this topic by an override, or correct its schema."
            .formatted(
                topic,
                FileFormats.ofFile(file).map(FileFormat::name).orElse(file),
                FirstLine.named(failure)),
        failure);
  }

  private static Map<String, OpenFile> filesOf(StagedFile.Kind kind, FileGroup group) {
    return kind == StagedFile.Kind.DATA ? group.dataFiles() : group.quarantineFiles();
  }

  private OpenFile begin(Target target, FileGroup group, String timePartition, String schemaId) {
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
    OpenFile begun = new OpenFile(place, () -> opened(target, place, metadata));
    waiting.add(begun);
    return begun;
  }

  private OpenFile.Opened opened(Target target, OpenFile.Place place, Map<String, String> metadata)
      throws IOException {
    StagedOutput output = staged(target, place);
    try {
      RecordFile file = target.files().begin(output, target.schema(), metadata);
      return new OpenFile.Opened(output, file);
    } catch (IOException | RuntimeException e) {
      abandonAfter(e, output);
      throw e;
    }
  }

  /** Opens a staged file that can land, in a directory that is guarded. */
  private StagedOutput staged(Target target, OpenFile.Place place) throws IOException {
    String staged = place.staged();
    try {
      staging.mustBeOpen(staged, place.path());
      if (!target.guard().equals(target.directory()) && !guarded.contains(target.directory())) {
        staging.guardLike(target.directory(), target.guard());
        guarded.add(target.directory());
      }
      return staging.open(staged);
    } catch (UnguardedException | UnreadableStateException e) {
      throw new BlockedException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      if (Refusal.of(e).equals(Optional.of(Refusal.PERMISSION))) {
        throw new BlockedException(
            "Cannot write records of topic %s to %s: %s. %s."
                .formatted(
                    topic, target.directory(), FirstLine.named(e), Refusal.PERMISSION.remedy()),
            e);
      }
      if (isAboutWhatLiesAbove(staged, e)) {
        throw new BlockedException(
            "Cannot write records of topic %s to %s: %s. What lies there is no directory, and Sluice needs one there: move it away."
                .formatted(topic, target.directory(), FirstLine.named(e)),
            e);
      }
      throw e;
    }
  }

  /** Whether something else than a directory lies where one is needed. */
  private static boolean isAboutWhatLiesAbove(String staged, IOException e) {
    boolean isNoDirectory =
        e instanceof FileAlreadyExistsException
            || e instanceof org.apache.hadoop.fs.FileAlreadyExistsException
            || e instanceof ParentNotDirectoryException
            || (e instanceof FileSystemException refused
                && "Not a directory".equals(refused.getReason()));
    return isNoDirectory && !String.valueOf(e.getMessage()).contains(staged);
  }

  private static void abandonAfter(Exception failure, StagedOutput output) {
    try {
      output.abandon();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private void open(OpenFile file) throws IOException {
    if (open.size() >= limits.openFiles()) {
      close(open.stream().min(Comparator.comparingLong(OpenFile::lastUsed)).orElseThrow());
    }
    waitingBytes -= file.held();
    waiting.remove(file);
    open.add(file);
    file.open();
  }

  private void close(OpenFile file) throws IOException {
    if (file.isWaiting()) {
      open(file);
    }
    try {
      closed.add(file.close());
      forget(file);
    } catch (IOException | RuntimeException e) {
      forget(file);
      abandonAfter(e, file);
      throw e;
    }
  }

  private static void abandonAfter(Exception failure, OpenFile file) {
    try {
      file.abandon();
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void forget(OpenFile file) {
    OpenFile.Place place = file.place();
    filesOf(place.kind(), place.group()).remove(place.timePartition());
    if (waiting.remove(file)) {
      waitingBytes -= file.held();
    }
    open.remove(file);
  }

  /**
   * Closes the files of a group that gets no more records.
   *
   * @throws UnwritableException if the format does not take their rows
   */
  void close(FileGroup group) throws IOException, UnwritableException {
    closeAll(group.dataFiles().values());
    closeAll(group.quarantineFiles().values());
  }

  /** Those that are open first: each makes room for one that waits. */
  private void closeAll(Collection<OpenFile> files) throws IOException, UnwritableException {
    List<OpenFile> ordered =
        files.stream().sorted(Comparator.comparing(OpenFile::isWaiting)).toList();
    for (OpenFile file : ordered) {
      try {
        close(file);
      } catch (RuntimeException | StackOverflowError e) {
        throw unwritable(file.place().path(), e);
      }
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
    for (OpenFile file : List.copyOf(waiting)) {
      forget(file);
    }
    for (OpenFile file : List.copyOf(open)) {
      forget(file);
      Optional<IOException> failed = abandoned(file);
      if (failed.isPresent() && failure == null) {
        failure = failed.get();
      } else if (failed.isPresent() && failure != null) {
        failure.addSuppressed(failed.get());
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Errors of a format for rows that it did not accept are ignored when it closes. */
  private static Optional<IOException> abandoned(OpenFile file) {
    try {
      file.abandon();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e);
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }
}
