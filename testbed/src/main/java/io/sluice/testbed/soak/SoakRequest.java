package io.sluice.testbed.soak;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The command line of {@link SoakMain}.
 *
 * @param work for data and logs; new, or empty
 * @param time how long there are kills
 * @param seed of the plan of kills
 * @param security of the cluster
 */
record SoakRequest(Path work, Duration time, long seed, Security security) {
  static final String USAGE =
      """
      Usage: soak [--minutes N] [--work DIR] [--seed N] [--secured]
        --minutes N   how long things are killed, 30 unless given; setting up and the last look take 3 minutes more
        --work DIR    for data and logs, new or empty; target/soak unless given, which is emptied
        --seed N      of the plan of kills; another one each time unless given
        --secured     with Kerberos, tickets of 5 minutes, and landing on an HDFS that YARN does not use; before the kills come three
                      runs of 15 minutes: by keytab, by a ticket that is renewed, and by one that is not
      """;

  private static final int MINUTES = 30;

  /** Whether a cluster asks who is there. */
  enum Security {
    NONE,
    KERBEROS
  }

  static SoakRequest parse(List<String> arguments, Path usualWork, long usualSeed) {
    Deque<String> rest = new ArrayDeque<>(arguments);
    Path work = usualWork;
    long minutes = MINUTES;
    long seed = usualSeed;
    Security security = Security.NONE;
    while (!rest.isEmpty()) {
      String argument = rest.pop();
      switch (argument) {
        case "--minutes" -> minutes = number(argument, rest);
        case "--work" -> work = Path.of(value(argument, rest));
        case "--secured" -> security = Security.KERBEROS;
        case "--seed" -> seed = number(argument, rest);
        default ->
            throw new IllegalArgumentException(
                "Cannot use '" + argument + "': there is no such option.");
      }
    }
    if (minutes < 1) {
      throw new IllegalArgumentException(
          "Cannot use --minutes " + minutes + ": at least one is needed.");
    }
    return new SoakRequest(work.toAbsolutePath(), Duration.ofMinutes(minutes), seed, security);
  }

  private static String value(String option, Deque<String> rest) {
    if (rest.isEmpty()) {
      throw new IllegalArgumentException("Cannot use " + option + ": its value is missing.");
    }
    return rest.pop();
  }

  private static long number(String option, Deque<String> rest) {
    String value = value(option, rest);
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Cannot use %s %s: it is no whole number.".formatted(option, value), e);
    }
  }
}
