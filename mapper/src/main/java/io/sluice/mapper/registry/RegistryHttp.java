package io.sluice.mapper.registry;

import io.sluice.mapper.registry.RegistryException.Prospect;
import io.sluice.mapper.registry.access.TlsException;
import io.sluice.tracker.message.ForeignText;
import io.sluice.tracker.message.Log;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Requests to one registry, repeated over all its URLs while it does not answer. May be used by
 * several threads.
 *
 * <p>An unanswered request does not predict the next one, because only one subject may be affected.
 * But of several consecutive unanswered requests only the first one is repeated, and after {@value
 * #DOWN_AFTER} of them no more requests are sent.
 */
final class RegistryHttp {
  private static final Log LOG = Log.of(RegistryHttp.class);
  private static final long LONGEST_PAUSE_MILLIS = 10_000;
  static final int DOWN_AFTER = 32;

  /** Waits between two rounds; tests do not. */
  interface Pause {
    void millis(long millis) throws InterruptedException;
  }

  private final RegistryOptions options;
  private final InstantSource clock;
  private final Pause pause;
  private final RegistryExchange exchange;
  private final AtomicInteger unansweredInARow = new AtomicInteger();
  private volatile int preferred;

  RegistryHttp(RegistryOptions options, InstantSource clock, Pause pause) {
    this.options = options;
    this.clock = clock;
    this.pause = pause;
    this.exchange = new RegistryExchange(options, clock);
  }

  long millis() {
    return clock.millis();
  }

  /** For one request. */
  RequestDeadline waitingTime() {
    return RequestDeadline.of(options);
  }

  /**
   * Requests a path below the base URL.
   *
   * @param what for messages: "schema 7"
   * @param waiting time limit of the request to which this belongs
   * @return the body, empty if the registry has no such schema, subject or version
   * @throws RegistryException if no URL returned a usable answer
   */
  Optional<byte[]> ask(String path, String what, RequestDeadline waiting) throws IOException {
    if (options.urls().isEmpty()) {
      throw new RegistryException(
          Prospect.LASTING,
          "Cannot ask for "
              + what
              + ": no schema registry is configured. Set schema.registry.url.");
    }
    int unanswered = unansweredInARow.get();
    if (unanswered >= DOWN_AFTER) {
      throw new RegistryException(
          Prospect.PASSING,
          "Cannot ask the schema registry for %s: it has not answered the last %d questions. Start it, or correct schema.registry.url."
              .formatted(what, unanswered));
    }
    int most = unanswered == 0 ? options.retries() + 1 : 1;
    if (!waiting.isLeft()) {
      throw new RegistryException(
          Prospect.PASSING,
          "Cannot ask the schema registry for %s: the answers before it have taken the %d ms that one question may wait, with schema.registry.timeout=%d ms. Raise that."
              .formatted(what, waiting.all().toMillis(), options.timeout().toMillis()));
    }
    String last = "";
    int first = preferred;
    int rounds = 0;
    while (rounds < most && waiting.isLeft()) {
      if (rounds > 0) {
        waitBefore(rounds);
      }
      rounds++;
      int untrusted = 0;
      for (int i = 0; i < options.urls().size() && waiting.isLeft(); i++) {
        int index = (first + i) % options.urls().size();
        URI url = below(options.urls().get(index), path);
        try {
          HttpResponse<byte[]> response = get(url, what, waiting);
          if (!isPassing(response.statusCode())) {
            preferred = index;
            unansweredInARow.set(0);
            return body(response, url, what, options.login().advice());
          }
          last = url + " answered with status " + response.statusCode();
        } catch (InterruptedIOException | RegistryException e) {
          throw e;
        } catch (IOException e) {
          last = url + ": " + ForeignText.line(String.valueOf(e.getMessage()));
          untrusted += e instanceof TlsException ? 1 : 0;
          // If it used up the time, the next request starts with another URL.
          preferred = (index + 1) % options.urls().size();
        }
        LOG.debug("Cannot ask for {}: {}", what, last);
      }
      if (untrusted == options.urls().size()) {
        throw new RegistryException(
            Prospect.LASTING, "Cannot ask the schema registry for %s: %s.".formatted(what, last));
      }
    }
    unansweredInARow.incrementAndGet();
    throw new RegistryException(
        Prospect.PASSING,
        "Cannot ask the schema registry for %s, tried %s: %s. Start it, or correct schema.registry.url."
            .formatted(what, rounds <= 1 ? "once" : rounds + " times", last));
  }

  private HttpResponse<byte[]> get(URI url, String what, RequestDeadline waiting)
      throws IOException {
    long begin = clock.millis();
    try {
      return exchange.get(url, waiting.next());
    } catch (BoundedBody.TooLargeException e) {
      throw new RegistryException(
          Prospect.LASTING,
          "Cannot ask the schema registry for %s: %s answered with more than %d MiB. Correct schema.registry.url if that is no registry's."
              .formatted(what, url, BoundedBody.MAX_BYTES >> 20),
          e);
    } catch (RegistryExchange.RedirectException e) {
      throw new RegistryException(
          Prospect.LASTING,
          "Cannot ask the schema registry for %s: %s %s.".formatted(what, url, e.getMessage()),
          e);
    } finally {
      waiting.spend(Duration.ofMillis(clock.millis() - begin));
    }
  }

  private static Optional<byte[]> body(
      HttpResponse<byte[]> response, URI url, String what, String whereRefused)
      throws RegistryException {
    int status = response.statusCode();
    if (status == 200) {
      return Optional.of(response.body());
    }
    RegistryAnswer answer = errorOf(response);
    // 40401 subject, 40402 version, 40403 schema: the registry answers that there is none.
    if (status == 404 && answer.errorCode() >= 40401 && answer.errorCode() <= 40403) {
      return Optional.empty();
    }
    String advice =
        switch (status) {
          case 401, 403 -> whereRefused;
          case 404 -> "It is no schema registry's answer: correct the path in schema.registry.url.";
          default -> "Correct schema.registry.url.";
        };
    throw new RegistryException(
        Prospect.LASTING,
        "Cannot ask the schema registry for "
            + what
            + ": "
            + url
            + " answered with status "
            + status
            + (answer.message().isEmpty() ? "" : " (" + ResponseExcerpt.of(answer.message()) + ")")
            + ". "
            + advice);
  }

  private static RegistryAnswer errorOf(HttpResponse<byte[]> response) {
    try {
      return RegistryAnswer.parse(response.body());
    } catch (IOException e) {
      LOG.debug("An error without a registry's body", e);
      return new RegistryAnswer("", "", 0, 0, List.of(), 0, "");
    }
  }

  private static boolean isPassing(int status) {
    return status >= 500 || status == 408 || status == 429;
  }

  private void waitBefore(int round) throws InterruptedIOException {
    try {
      pause.millis(Math.min(LONGEST_PAUSE_MILLIS, 100L << Math.min(round, 20)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while the schema registry was asked");
    }
  }

  private static URI below(URI base, String path) {
    String text = base.toString();
    return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
  }
}
