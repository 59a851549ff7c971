package io.sluice.mapper.registry;

import io.sluice.mapper.registry.access.TlsContext;
import io.sluice.mapper.registry.access.TlsException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One GET request and its whole answer. The timeout covers everything, from the connection to the
 * last byte of the body, including redirects; the timeout of the JDK's client ends with the
 * headers. A redirect is followed only to the configured registry, because the request contains its
 * password, and the schemas in the answer are trusted.
 */
final class RegistryExchange {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int MOST_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  /** The registry redirects the client to an address that is not configured. */
  static final class RedirectException extends IOException {
    private static final long serialVersionUID = 1L;

    RedirectException(String message) {
      super(message);
    }
  }

  private final RegistryOptions options;
  private final InstantSource clock;
  private final HttpClient client;

  RegistryExchange(RegistryOptions options, InstantSource clock) {
    this.options = options;
    this.clock = clock;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(options.timeout().compareTo(CONNECT) < 0 ? options.timeout() : CONNECT);
    TlsContext.read(options.tls()).ifPresent(builder::sslContext);
    this.client = builder.build();
  }

  /**
   * Sends the request and receives the answer.
   *
   * @param bound time limit for the whole exchange
   * @throws InterruptedIOException if this thread was interrupted
   * @throws BoundedBody.TooLargeException if the answer is larger than any schema
   * @throws RedirectException if it is redirected to an address that is not configured
   * @throws TlsException if one side rejects the other's certificate
   * @throws IOException if there is no complete answer in time; the message can be shown to users
   */
  HttpResponse<byte[]> get(URI url, Duration bound) throws IOException {
    long end = clock.millis() + bound.toMillis();
    URI next = url;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      HttpResponse<byte[]> response = getOnce(next, end);
      Optional<String> location = response.headers().firstValue("Location");
      if (!REDIRECTS.contains(response.statusCode()) || location.isEmpty()) {
        return response;
      }
      next = target(next, location.get());
    }
    throw new RedirectException(
        "redirects more than " + MOST_REDIRECTS + " times. Correct schema.registry.url");
  }

  /** The target of a redirect, if it is the configured registry. */
  private URI target(URI from, String location) throws RedirectException {
    URI to;
    try {
      to = from.resolve(new URI(location));
    } catch (URISyntaxException e) {
      throw new RedirectException("redirects to what is no URL. Correct schema.registry.url");
    }
    if (options.urls().stream().noneMatch(each -> origin(each).equals(origin(to)))) {
      throw new RedirectException(
          "redirects to %s, which is not of schema.registry.url. Set that if it is the registry's address"
              .formatted(ResponseExcerpt.of(origin(to))));
    }
    if (isHttps(from) && !isHttps(to)) {
      throw new RedirectException(
          "redirects to %s, which is without TLS. Correct the registry, or remove that address from schema.registry.url"
              .formatted(ResponseExcerpt.of(origin(to))));
    }
    return to;
  }

  private static boolean isHttps(URI url) {
    return "https".equalsIgnoreCase(url.getScheme());
  }

  /** Scheme, host and port. */
  private static String origin(URI url) {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    int port = url.getPort() >= 0 ? url.getPort() : scheme.equals("https") ? 443 : 80;
    return scheme + "://" + String.valueOf(url.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
  }

  private HttpResponse<byte[]> getOnce(URI url, long end) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .header("Accept", "application/vnd.schemaregistry.v1+json, application/json")
            .GET();
    options.login().header().ifPresent(value -> request.header("Authorization", value));
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request.build(), response -> new BoundedBody());
    try {
      return answer.get(end - clock.millis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException(
          "no whole answer within schema.registry.timeout=" + seconds(options.timeout()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while the schema registry was asked");
    } catch (ExecutionException e) {
      throw inWords(url, e.getCause() == null ? e : e.getCause());
    } finally {
      // If an answer is still being received, this closes the connection.
      answer.cancel(true);
    }
  }

  private static IOException inWords(URI url, Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof BoundedBody.TooLargeException tooLarge) {
        return tooLarge;
      }
      if (each instanceof UnknownHostException
          || each instanceof java.nio.channels.UnresolvedAddressException) {
        return new IOException("the host's name cannot be resolved", cause);
      }
    }
    Optional<TlsException> ofTls = TlsException.of(url, cause);
    if (ofTls.isPresent()) {
      return ofTls.orElseThrow();
    }
    if (cause instanceof HttpTimeoutException) {
      return new IOException("no connection in time", cause);
    }
    if (cause instanceof ConnectException) {
      return new IOException("no connection, nothing listens there", cause);
    }
    String message =
        cause.getMessage() == null ? "" : ": " + ResponseExcerpt.of(cause.getMessage());
    return new IOException(
        "the connection broke off ("
            + cause.getClass().getSimpleName()
            + message
            + ")"
            + (isHttps(url)
                ? "; a server that wants another client certificate than that of schema.registry.ssl.keystore.location may end it so"
                : ""),
        cause);
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + "s"
        : duration.toMillis() + "ms";
  }
}
