package io.sluice.job.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.job.report.VisibleStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutOfMemoryEndTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
  private final List<Integer> codes = new ArrayList<>();
  private final PrintStream visible = VisibleStream.over(new PrintStream(err, true, UTF_8));
  private final OutOfMemoryEnd end = new OutOfMemoryEnd(visible, raw, codes::add);

  @Test
  void aThreadThatDiesForWantOfMemoryEndsTheProcessWithNotKnown() throws InterruptedException {
    Thread thread =
        new Thread(
            () -> {
              throw new IllegalStateException(new OutOfMemoryError("Java heap space"));
            });
    thread.setUncaughtExceptionHandler(end);
    thread.start();
    thread.join();

    assertEquals(List.of(6), codes);
    assertTrue(
        raw.toString(UTF_8).startsWith("Cannot go on: this process ran out of memory. Give it"),
        raw.toString(UTF_8));
    assertEquals("", err.toString(UTF_8), "the stream for all needs memory for what it writes");
  }

  @Test
  void anyOtherExceptionOfAThreadIsPrintedAndEndsNothing() {
    end.uncaughtException(new Thread("worker"), new IllegalStateException("7"));

    assertEquals(List.of(), codes);
    assertTrue(
        err.toString(UTF_8)
            .startsWith("Exception in thread \"worker\" java.lang.IllegalStateException: 7"),
        err.toString(UTF_8));
  }

  @Test
  void aChainOfCausesThatEndsNowhereIsFollowedForAWhileOnly() {
    Throwable first = new IllegalStateException("1");
    first.initCause(new IllegalStateException("2", first));

    end.uncaughtException(new Thread("worker"), first);

    assertEquals(List.of(), codes);
  }
}
