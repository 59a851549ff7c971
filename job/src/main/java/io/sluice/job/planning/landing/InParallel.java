package io.sluice.job.planning.landing;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sends one request for each of many topics, several at a time, because each answer is a round
 * trip.
 */
final class InParallel {
  private static final int THREADS = 16;

  private InParallel() {}

  static <T> Map<String, T> ask(Collection<String> topics, Question<T> question)
      throws IOException {
    Map<String, T> answers = new TreeMap<>();
    List<String> all = List.copyOf(topics);
    ExecutorService threads =
        Executors.newFixedThreadPool(Math.max(1, Math.min(THREADS, all.size())));
    try {
      List<Future<T>> futures = new ArrayList<>();
      all.forEach(topic -> futures.add(threads.submit(() -> question.answer(topic))));
      for (int i = 0; i < all.size(); i++) {
        answers.put(all.get(i), futures.get(i).get());
      }
    } catch (ExecutionException e) {
      throw rethrown(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while planning");
    } finally {
      threads.shutdownNow();
    }
    return answers;
  }

  private static IOException rethrown(ExecutionException e) {
    if (e.getCause() instanceof IOException cause) {
      return cause;
    }
    if (e.getCause() instanceof RuntimeException cause) {
      throw cause;
    }
    return new IOException(e.getCause());
  }

  /** The request. */
  interface Question<T> {
    T answer(String topic) throws IOException;
  }
}
