package io.sluice.mapper.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** GET requests to one registry, tried again over all its URLs while it does not answer. */
final class RegistryHttp {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryHttp.class);
  private static final long LONGEST_PAUSE_MILLIS = 10_000;

  /** All tries together have to end well within MapReduce's task timeout. */
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** Waits between two rounds; tests do not. */
  interface Pause {
    void millis(long millis) throws InterruptedException;
  }

  private final RegistryOptions options;
  private final Pause pause;
  private final HttpClient client;
  private volatile int preferred;

  RegistryHttp(RegistryOptions options, Pause pause) {
    this.options = options;
    this.pause = pause;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(options.timeout().compareTo(CONNECT) < 0 ? options.timeout() : CONNECT)
            .build();
  }

  /**
   * Asks for a path below the base URL.
   *
   * @param what for messages: "schema 7"
   * @return the body, empty if the registry says that it does not know such a schema, subject or
   *     version
   * @throws RegistryException if no URL gave an answer that says something
   */
  Optional<byte[]> ask(String path, String what) throws IOException {
    if (options.urls().isEmpty()) {
      throw new RegistryException(
          "Cannot ask for "
              + what
              + ": no schema registry is configured. Set schema.registry.url.");
    }
    String last = "";
    int first = preferred;
    for (int round = 0; round <= options.retries(); round++) {
      if (round > 0) {
        waitBefore(round, what);
      }
      for (int i = 0; i < options.urls().size(); i++) {
        int index = (first + i) % options.urls().size();
        URI url = below(options.urls().get(index), path);
        try {
          HttpResponse<byte[]> response = send(url, what);
          if (!isPassing(response.statusCode())) {
            preferred = index;
            return body(response, url, what);
          }
          last = url + " answered with status " + response.statusCode();
        } catch (InterruptedIOException e) {
          throw e;
        } catch (RegistryException e) {
          throw e;
        } catch (IOException e) {
          last = url + ": " + e;
        }
        LOG.debug("Cannot ask for {}: {}", what, last);
      }
    }
    throw new RegistryException(
        "Cannot ask the schema registry for "
            + what
            + ", tried "
            + (options.retries() + 1)
            + " times: "
            + last
            + ". Start it, or mend schema.registry.url.");
  }

  private HttpResponse<byte[]> send(URI url, String what) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(options.timeout())
            .header("Accept", "application/vnd.schemaregistry.v1+json, application/json")
            .GET();
    options
        .credentials()
        .ifPresent(
            secret ->
                request.header(
                    "Authorization",
                    "Basic "
                        + Base64.getEncoder().encodeToString(secret.reveal().getBytes(UTF_8))));
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      throw interrupted(what);
    }
  }

  private static Optional<byte[]> body(HttpResponse<byte[]> response, URI url, String what)
      throws RegistryException {
    int status = response.statusCode();
    if (status == 200) {
      return Optional.of(response.body());
    }
    RegistryAnswer answer = errorOf(response);
    // 40401 subject, 40402 version, 40403 schema: the registry has looked, and there is none.
    if (status == 404 && answer.errorCode() >= 40401 && answer.errorCode() <= 40403) {
      return Optional.empty();
    }
    String advice =
        switch (status) {
          case 401, 403 ->
              "Set schema.registry.basic.auth.user.info, or ask for the right to read.";
          case 404 -> "It is no schema registry's answer: mend the path in schema.registry.url.";
          default -> "Mend schema.registry.url.";
        };
    throw new RegistryException(
        "Cannot ask the schema registry for "
            + what
            + ": "
            + url
            + " answered with status "
            + status
            + (answer.message().isEmpty() ? "" : " (" + answer.message() + ")")
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

  private void waitBefore(int round, String what) throws InterruptedIOException {
    try {
      pause.millis(Math.min(LONGEST_PAUSE_MILLIS, 100L << Math.min(round, 20)));
    } catch (InterruptedException e) {
      throw interrupted(what);
    }
  }

  private static InterruptedIOException interrupted(String what) {
    Thread.currentThread().interrupt();
    return new InterruptedIOException(
        "Interrupted while the schema registry was asked for " + what);
  }

  private static URI below(URI base, String path) {
    String text = base.toString();
    return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
  }
}
