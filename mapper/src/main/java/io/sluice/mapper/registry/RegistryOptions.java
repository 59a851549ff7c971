package io.sluice.mapper.registry;

import io.sluice.mapper.registry.access.RegistryLogin;
import io.sluice.mapper.registry.access.TlsOptions;
import io.sluice.options.Key;
import io.sluice.options.Problems;
import io.sluice.options.Settings;
import io.sluice.options.Type;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Options of the schema registry.
 *
 * @param urls of one registry, tried in turn; empty if there is none
 * @param timeout of one request
 * @param retries rounds over all URLs after the first one
 */
public record RegistryOptions(
    List<URI> urls, Duration timeout, int retries, RegistryLogin login, TlsOptions tls) {

  static final Key<List<URI>> URLS =
      Key.optional(
          "schema.registry.url",
          Type.list(
              Type.URL.where(
                  url ->
                      url.getHost() != null && String.valueOf(url.getScheme()).startsWith("http"),
                  "an http or https URL with a host")),
          "URL of the schema registry, or several URLs of the same registry");

  static final Key<Duration> TIMEOUT =
      Key.of(
          "schema.registry.timeout",
          Type.DURATION.where(value -> !value.isZero(), "above 0"),
          "10s",
          "timeout of one request to the registry");

  static final Key<Integer> RETRIES =
      Key.of(
          "schema.registry.retries",
          Type.INT.where(value -> value >= 0, "0 or more"),
          "8",
          "how often a request is repeated when the registry does not answer");

  public static final List<Key<?>> KEYS =
      Stream.of(List.of(URLS, TIMEOUT, RETRIES), RegistryLogin.KEYS, TlsOptions.KEYS)
          .<Key<?>>flatMap(List::stream)
          .toList();

  public RegistryOptions {
    urls = List.copyOf(urls);
  }

  public static RegistryOptions read(Settings settings, Problems problems) {
    return new RegistryOptions(
        settings.find(URLS, problems).orElse(List.of()),
        settings.read(TIMEOUT, problems),
        settings.read(RETRIES, problems),
        RegistryLogin.read(settings, problems),
        TlsOptions.read(settings, problems));
  }

  /** Warnings, one line each. */
  public List<String> warnings() {
    return login
        .key()
        .map(
            key ->
                urls.stream()
                    .filter(url -> url.getScheme().equalsIgnoreCase("http"))
                    .map(
                        url ->
                            "%s goes to %s unencrypted: everybody on the way can read it. Use https."
                                .formatted(key, url))
                    .toList())
        .orElse(List.of());
  }
}
