package io.sluice.mapper.mapreduce;

import io.sluice.tracker.message.FirstLine;
import io.sluice.tracker.message.ForeignError;
import io.sluice.tracker.message.ForeignText;
import io.sluice.tracker.message.Log;
import io.sluice.tracker.store.Refusal;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * The failure of a task attempt, with the position that it was reading. On YARN, MapReduce passes
 * the message to the client. Its local runner drops it, so there the attempt writes it to a file.
 */
public final class TaskFailure extends IOException {
  private static final long serialVersionUID = 1L;
  private static final Log LOG = Log.of(TaskFailure.class);
  private static final String NOTES = "sluice.failure.notes";

  /** Limit of causes, which may form a cycle. */
  private static final int DEEPEST = 10;

  private TaskFailure(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * A failure in the Application Master, with a message that its log and diagnosis can show.
   *
   * @param what the operation, after "Cannot"
   */
  public static IOException inCommit(String what, Throwable cause) {
    return cause instanceof InterruptedIOException interrupted
        ? interrupted
        : new IOException(
            "Cannot %s: %s".formatted(what, ForeignText.message(FirstLine.said(cause))),
            ForeignError.of(cause));
  }

  /**
   * Enables the notes of the tasks of a job.
   *
   * @param notes local directory that tasks and client share
   */
  public static void leaveNotes(Configuration conf, Path notes) {
    conf.set(NOTES, notes.toString());
  }

  /**
   * A failure of an attempt, noted if notes are enabled.
   *
   * @param place such as "at offset 7 of clicks-0"
   */
  public static TaskFailure of(TaskAttemptContext context, String place, Throwable cause) {
    if (cause instanceof TaskFailure known) {
      return known;
    }
    int task = context.getTaskAttemptID().getTaskID().getId();
    TaskFailure failure =
        new TaskFailure(
            "Cannot finish task %d, %s: %s%s".formatted(task, place, chain(cause), remedy(cause)),
            ForeignError.of(cause));
    String notes = context.getConfiguration().get(NOTES, "");
    if (!notes.isEmpty()) {
      failure.note(Path.of(notes), context.getTaskAttemptID().toString());
    }
    return failure;
  }

  private void note(Path notes, String attempt) {
    try {
      Files.createDirectories(notes);
      Files.writeString(notes.resolve(attempt), String.valueOf(getMessage()));
    } catch (IOException e) {
      LOG.warn("Cannot note why an attempt failed: attempt={}", attempt, e);
    }
  }

  /** The notes of a job after its tasks have ended, by attempt. */
  public static List<String> notes(Configuration conf) throws IOException {
    List<String> texts = new ArrayList<>();
    Path notes = Path.of(conf.get(NOTES, ""));
    if (!conf.get(NOTES, "").isEmpty() && Files.isDirectory(notes)) {
      try (Stream<Path> files = Files.list(notes)) {
        for (Path file : files.sorted().toList()) {
          texts.add(Files.readString(file, StandardCharsets.UTF_8));
        }
      }
    }
    return texts;
  }

  /** The remedy if the file system refuses an operation. */
  private static String remedy(Throwable cause) {
    return Refusal.of(cause).map(refusal -> ". " + refusal.remedy() + ".").orElse("");
  }

  /** The error and its causes, on one line. */
  private static String chain(Throwable cause) {
    StringBuilder text = new StringBuilder(ForeignText.line(cause.toString()));
    int deep = 0;
    for (Throwable each = cause.getCause();
        each != null && deep++ < DEEPEST;
        each = each.getCause()) {
      String next = ForeignText.line(each.toString());
      if (text.indexOf(next) < 0) {
        text.append(", caused by ").append(next);
      }
    }
    return text.toString();
  }
}
