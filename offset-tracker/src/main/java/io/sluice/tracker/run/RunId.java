package io.sluice.tracker.run;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.random.RandomGenerator;

/**
 * Names of runs, such as {@code 20261121T110333Z-k3x9qa}: they sort, and are safe in file names.
 */
public final class RunId {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final int RANDOM_LENGTH = 6;

  private RunId() {}

  /** A name that no other run has; {@link Runs#putPlan} finds the rare case that one has. */
  public static String fresh(InstantSource clock, RandomGenerator random) {
    return of(clock.instant(), random);
  }

  private static String of(Instant time, RandomGenerator random) {
    StringBuilder name = new StringBuilder(TIME.format(time)).append('-');
    for (int i = 0; i < RANDOM_LENGTH; i++) {
      name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return name.toString();
  }
}
