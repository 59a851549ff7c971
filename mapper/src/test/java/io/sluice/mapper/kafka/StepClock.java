package io.sluice.mapper.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that advances only on request. */
final class StepClock implements InstantSource {
  static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");

  private Instant now = BEGIN;

  void goOn(Duration duration) {
    now = now.plus(duration);
  }

  @Override
  public Instant instant() {
    return now;
  }
}
