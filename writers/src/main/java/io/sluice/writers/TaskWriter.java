package io.sluice.writers;

import io.sluice.options.Settings;
import io.sluice.records.BadRecord;
import io.sluice.records.DroppedRecord;
import io.sluice.records.InFlightRecord;
import io.sluice.records.Interruption;
import io.sluice.records.PieceEnd;
import io.sluice.records.TaskItem;
import io.sluice.records.TopicEnd;
import io.sluice.records.TopicStart;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.message.Log;
import io.sluice.tracker.offset.PieceOutcome;
import io.sluice.tracker.run.Manifest;
import io.sluice.tracker.staging.StagedPaths;
import io.sluice.tracker.store.Staging;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes what one task attempt reads, topic by topic, into staged files, and keeps account of each
 * offset. For one thread. Whatever it throws, the attempt has failed and the writer is to be
 * closed.
 */
public final class TaskWriter implements AutoCloseable {
  private static final Log LOG = Log.of(TaskWriter.class);

  private final StagedPaths paths;
  private final TopicWriters topics;
  private final InstantSource clock;
  private final Instant begun;
  private final List<PieceOutcome> pieces = new ArrayList<>();
  private final List<StagedFile> files = new ArrayList<>();
  private final Map<String, String> spoiledTopics = new TreeMap<>();
  private final Set<String> stagedDirectories = new TreeSet<>();
  private @Nullable TopicWriter current;
  private @Nullable UnwritableTopic unwritable;
  private boolean finished;

  private TaskWriter(StagedPaths paths, TopicWriters topics, InstantSource clock) {
    this.paths = paths;
    this.topics = topics;
    this.clock = clock;
    this.begun = clock.instant();
  }

  /** A writer for one attempt, which has the heap of its process for itself. */
  public static TaskWriter open(
      StagedPaths paths, Staging staging, Settings settings, InstantSource clock) {
    return open(paths, staging, settings, clock, Runtime.getRuntime().maxMemory());
  }

  /**
   * A writer for one attempt.
   *
   * @param settings of the ingestion, whole: what holds for a topic is worked out here
   * @param heapBytes that the attempt may count on
   */
  public static TaskWriter open(
      StagedPaths paths, Staging staging, Settings settings, InstantSource clock, long heapBytes) {
    return new TaskWriter(
        paths, new TopicWriters(paths, staging, settings, clock, heapBytes), clock);
  }

  /**
   * Takes what the task read next.
   *
   * @throws IllegalStateException if the items are not in the order of {@link TaskItem}
   */
  public void accept(TaskItem item) throws IOException {
    if (unwritable != null) {
      passOver(item, unwritable);
    } else if (item instanceof InFlightRecord record) {
      current().land(record);
    } else if (item instanceof BadRecord record) {
      current().quarantine(record);
    } else if (item instanceof DroppedRecord record) {
      current().drop(record);
    } else if (item instanceof PieceEnd end) {
      current().endPiece(end);
    } else if (item instanceof TopicStart start) {
      begin(start);
    } else if (item instanceof TopicEnd end) {
      end(end);
    }
  }

  private TopicWriter current() {
    if (current == null) {
      throw new IllegalStateException("No topic has begun");
    }
    return current;
  }

  /** If the topic cannot be written, the task continues with the others. */
  private void begin(TopicStart start) throws InterruptedIOException {
    if (current != null || finished) {
      throw new IllegalStateException("Topic " + start.topic() + " begins at a wrong time");
    }
    try {
      stagedDirectories.add(paths.attempt(start.directory()));
      stagedDirectories.add(paths.attempt(start.quarantineDirectory()));
      current = topics.begin(start);
    } catch (IOException e) {
      Interruption.rethrow(e);
      leave(start, e);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      leave(start, e);
    }
  }

  private void leave(TopicStart start, Throwable why) {
    LOG.warn("Topic cannot be written: topic={}", start.topic(), why);
    unwritable = UnwritableTopic.of(start, why);
  }

  private void passOver(TaskItem item, UnwritableTopic topic) {
    if (item instanceof TopicEnd) {
      pieces.addAll(topic.outcomes());
      unwritable = null;
    }
  }

  private void end(TopicEnd end) throws IOException {
    TopicWriter topic = current();
    topic.end(end.failure());
    topic.spoiled().ifPresent(reason -> spoiledTopics.put(topic.topic(), reason));
    pieces.addAll(topic.outcomes());
    files.addAll(topic.stagedFiles());
    current = null;
  }

  /**
   * Ends the attempt: what it did, all of it on disk. The caller puts the manifest.
   *
   * @throws IllegalStateException if a topic has not ended
   */
  public Manifest finish() throws IOException {
    if (current != null || unwritable != null || finished) {
      throw new IllegalStateException("A task ends once, and after its last topic");
    }
    finished = true;
    topics.close();
    Manifest manifest =
        new Manifest(
            paths.runId(),
            paths.base(),
            paths.task(),
            paths.attempt(),
            pieces,
            files,
            spoiledTopics);
    LOG.info(
        "Task is written: run={} version={} task={} attempt={} pieces={} records={} files={} bytes={} seconds={}",
        paths.runId(),
        paths.base() + 1,
        paths.task(),
        paths.attempt(),
        pieces.size(),
        files.stream().mapToLong(StagedFile::records).sum(),
        files.size(),
        files.stream().mapToLong(StagedFile::length).sum(),
        Duration.between(begun, clock.instant()).toSeconds());
    return manifest;
  }

  /** Directories below which this attempt, and no other, may have staged something. */
  public Set<String> stagedDirectories() {
    return Set.copyOf(stagedDirectories);
  }

  /** Gives up what is open; deletes nothing. Does nothing after {@link #finish}. */
  @Override
  public void close() throws IOException {
    if (finished) {
      return;
    }
    finished = true;
    topics.close();
    TopicWriter topic = current;
    current = null;
    if (topic != null) {
      topic.abandon();
    }
  }
}
