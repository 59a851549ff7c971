package io.sluice.job.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class BoundedCallTest {
  private final List<String> said = new CopyOnWriteArrayList<>();

  private BoundedCall call(Duration quiet, Duration bound) {
    return new BoundedCall(quiet, bound, said::add);
  }

  @Test
  void aServerThatAnswersAtOnceIsNotSpokenOf() throws Exception {
    assertEquals(7, call(Duration.ofMinutes(1), Duration.ofMinutes(2)).run("it", () -> 7));

    assertEquals(List.of(), said);
  }

  @Test
  void aServerThatAnswersLateIsNamedOnce() throws Exception {
    CountDownLatch spokenOf = new CountDownLatch(1);
    BoundedCall call =
        new BoundedCall(
            Duration.ofMillis(1),
            Duration.ofMinutes(1),
            line -> {
              said.add(line);
              spokenOf.countDown();
            });

    call.run(
        "the ResourceManager at rm:8032",
        () -> {
          spokenOf.await();
          return 7;
        });

    assertEquals(List.of("Waiting for the ResourceManager at rm:8032, for up to 1 m 0 s …"), said);
  }

  @Test
  void aServerThatDoesNotAnswerIsGivenUpAtTheBound() {
    CountDownLatch never = new CountDownLatch(1);

    assertThrows(
        TimeoutException.class,
        () ->
            call(Duration.ofMillis(1), Duration.ofMillis(20))
                .run(
                    "it",
                    () -> {
                      never.await();
                      return 7;
                    }));
  }

  @Test
  void whatTheCallThrowsIsThrown() {
    assertThrows(
        IOException.class,
        () ->
            call(Duration.ofMillis(1), Duration.ofMinutes(1))
                .run(
                    "it",
                    () -> {
                      throw new IOException("refused");
                    }));
  }
}
