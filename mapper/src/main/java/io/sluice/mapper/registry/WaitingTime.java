package io.sluice.mapper.registry;

import java.time.Duration;

/**
 * How long one question may wait for answers, those of all servers and of what a schema refers to
 * together: twice {@code schema.registry.timeout}, or once for each URL where there are more.
 * Pauses before another round are no part of it.
 */
final class WaitingTime {
  private final Duration each;
  private final Duration all;
  private Duration left;

  private WaitingTime(Duration each, Duration all) {
    this.each = each;
    this.all = all;
    this.left = all;
  }

  static WaitingTime of(RegistryOptions options) {
    return new WaitingTime(
        options.timeout(), options.timeout().multipliedBy(Math.max(2, options.urls().size())));
  }

  boolean isLeft() {
    return left.compareTo(Duration.ZERO) > 0;
  }

  /** At the begin of the question. */
  Duration all() {
    return all;
  }

  /** For the next request. */
  Duration next() {
    return each.compareTo(left) < 0 ? each : left;
  }

  /** Takes off what a request has taken. */
  void spend(Duration taken) {
    left = left.minus(taken);
  }
}
