package io.sluice.mapper.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One GET request and its whole answer. The timeout covers everything, from the connection to the
 * last byte of the body: that of the JDK's client ends with the headers.
 */
final class RegistryExchange {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final RegistryOptions options;
  private final HttpClient client;

  RegistryExchange(RegistryOptions options) {
    this.options = options;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(options.timeout().compareTo(CONNECT) < 0 ? options.timeout() : CONNECT)
            .build();
  }

  /**
   * Sends it and takes the answer.
   *
   * @throws InterruptedIOException if this thread was interrupted
   * @throws BoundedBody.TooLargeException if the answer is larger than any schema
   * @throws IOException if there is no whole answer in time; the message is ready for people
   */
  HttpResponse<byte[]> get(URI url) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
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
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request.build(), response -> new BoundedBody());
    try {
      return answer.get(options.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException(
          "no whole answer within schema.registry.timeout=" + seconds(options.timeout()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while the schema registry was asked");
    } catch (ExecutionException e) {
      throw inWords(e.getCause() == null ? e : e.getCause());
    } finally {
      // Of an answer that is still coming this closes the connection.
      answer.cancel(true);
    }
  }

  private static IOException inWords(Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof BoundedBody.TooLargeException tooLarge) {
        return tooLarge;
      }
      if (each instanceof UnknownHostException
          || each instanceof java.nio.channels.UnresolvedAddressException) {
        return new IOException("the host's name cannot be resolved", cause);
      }
    }
    if (cause instanceof HttpTimeoutException) {
      return new IOException("no connection in time", cause);
    }
    if (cause instanceof ConnectException) {
      return new IOException("no connection, nothing listens there", cause);
    }
    String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    return new IOException(
        "the connection broke off (" + cause.getClass().getSimpleName() + message + ")", cause);
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + "s"
        : duration.toMillis() + "ms";
  }
}
