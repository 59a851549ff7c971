package io.sluice.mapper.registry;

import io.sluice.options.Key;
import io.sluice.options.Problems;
import io.sluice.options.Secret;
import io.sluice.options.Settings;
import io.sluice.options.Type;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where schemas come from.
 *
 * @param urls of one registry; empty if there is none. Tried in turn
 * @param timeout of one request
 * @param retries rounds over all URLs after the first one
 * @param userInfo user and password with a colon between them; one element at most
 */
public record RegistryOptions(
    List<URI> urls, Duration timeout, int retries, List<Secret> userInfo) {

  static final Key<List<URI>> URLS =
      Key.optional(
          "schema.registry.url",
          Type.list(
              Type.URL.where(
                  url ->
                      url.getHost() != null && String.valueOf(url.getScheme()).startsWith("http"),
                  "an http or https URL with a host")),
          "where schemas come from; several URLs of one registry with commas");

  static final Key<Duration> TIMEOUT =
      Key.of(
          "schema.registry.timeout",
          Type.DURATION.where(value -> !value.isZero(), "above 0"),
          "10s",
          "how long one request to the registry may take");

  static final Key<Integer> RETRIES =
      Key.of(
          "schema.registry.retries",
          Type.INT.where(value -> value >= 0, "0 or more"),
          "8",
          "how often a registry that does not answer is asked again before the attempt fails");

  static final Key<Secret> USER_INFO =
      Key.optional(
          "schema.registry.basic.auth.user.info",
          Type.SECRET,
          "user and password for the registry, with a colon between them");

  public static final List<Key<?>> KEYS = List.of(URLS, TIMEOUT, RETRIES, USER_INFO);

  public RegistryOptions {
    urls = List.copyOf(urls);
    userInfo = List.copyOf(userInfo);
  }

  public static RegistryOptions read(Settings settings, Problems problems) {
    return new RegistryOptions(
        settings.find(URLS, problems).orElse(List.of()),
        settings.read(TIMEOUT, problems),
        settings.read(RETRIES, problems),
        settings.find(USER_INFO, problems).stream().toList());
  }

  /** What is no problem and should be known, in a line each. */
  public List<String> warnings() {
    return credentials().isEmpty()
        ? List.of()
        : urls.stream()
            .filter(url -> url.getScheme().equalsIgnoreCase("http"))
            .map(
                url ->
                    "%s goes to %s unencrypted: everybody on the way can read it. Use https."
                        .formatted(USER_INFO, url))
            .toList();
  }

  Optional<Secret> credentials() {
    return userInfo.stream().findFirst();
  }
}
