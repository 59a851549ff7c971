package io.sluice.mapper.registry;

import java.time.Duration;

/**
 * Time limit of one request, including all servers and all schemas to which a schema refers: twice
 * {@code schema.registry.timeout}, or with more than two URLs once for each URL. Pauses before
 * another round do not count.
 */
final class RequestDeadline {
  private final Duration each;
  private final Duration all;
  private Duration left;

  private RequestDeadline(Duration each, Duration all) {
    this.each = each;
    this.all = all;
    this.left = all;
  }

  static RequestDeadline of(RegistryOptions options) {
    return new RequestDeadline(
        options.timeout(), options.timeout().multipliedBy(Math.max(2, options.urls().size())));
  }

  boolean isLeft() {
    return left.compareTo(Duration.ZERO) > 0;
  }

  /** Starts with the request. */
  Duration all() {
    return all;
  }

  /** For the next request. */
  Duration next() {
    return each.compareTo(left) < 0 ? each : left;
  }

  /** Subtracts the time of a request. */
  void spend(Duration taken) {
    left = left.minus(taken);
  }
}
