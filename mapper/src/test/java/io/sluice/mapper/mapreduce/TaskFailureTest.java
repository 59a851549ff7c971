package io.sluice.mapper.mapreduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskFailureTest {
  private final Configuration conf = new Configuration(false);

  @TempDir private Path directory;

  @Test
  void aNoteCarriesPlaceAndCauseToTheClientOfTheLocalRunner() throws IOException {
    TaskFailure.leaveNotes(conf, directory.resolve("failures"));
    IOException cause = new IOException("no space", new IOException("on the device"));

    TaskFailure failure = TaskFailure.of(context(), "at offset 5 of clicks-0", cause);

    String message =
        "Cannot finish task 3, at offset 5 of clicks-0: java.io.IOException: no space, caused by"
            + " java.io.IOException: on the device";
    assertEquals(message, failure.getMessage());
    assertEquals(List.of(message), TaskFailure.notes(conf));
  }

  @Test
  void aFailureThatIsNamedAlreadyStaysAsItIs() {
    TaskFailure failure = TaskFailure.of(context(), "at offset 5 of clicks-0", new IOException());

    assertSame(failure, TaskFailure.of(context(), "elsewhere", failure));
  }

  @Test
  void withoutAPlaceForNotesThereAreNone() throws IOException {
    TaskFailure failure = TaskFailure.of(context(), "somewhere", new IOException());

    assertEquals(List.of(), TaskFailure.notes(conf), failure::toString);
  }

  private TaskAttemptContext context() {
    return new TaskAttemptContextImpl(conf, new TaskAttemptID("local", 1, TaskType.MAP, 3, 0));
  }
}
