package io.sluice.testbed.tour;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Options of the tour; the script reports wrong ones before anything is built.
 *
 * @param checkout the source checkout
 * @param work for data, configuration and logs
 */
record TourRequest(Path checkout, Path work, Where where, Afterwards afterwards) {
  /** The environment in which the job runs and lands. */
  enum Where {
    LOCAL,
    CLUSTER
  }

  /** The treatment of the processes at the end. */
  enum Afterwards {
    STOP,
    KEEP
  }

  static TourRequest parse(Path checkout, List<String> arguments) {
    Path work = checkout.resolve("target/quickstart");
    Where where = Where.LOCAL;
    Afterwards afterwards = Afterwards.STOP;
    Deque<String> rest = new ArrayDeque<>(arguments);
    while (!rest.isEmpty()) {
      String argument = rest.pop();
      switch (argument) {
        case "--cluster" -> where = Where.CLUSTER;
        case "--keep" -> afterwards = Afterwards.KEEP;
        case "--work" -> {
          if (rest.isEmpty()) {
            throw new IllegalArgumentException("Cannot use --work: the directory is missing.");
          }
          work = Path.of(rest.pop());
        }
        default ->
            throw new IllegalArgumentException(
                "Cannot use '%s': there is no such option. See scripts/quickstart.sh --help."
                    .formatted(argument));
      }
    }
    return new TourRequest(checkout, work.toAbsolutePath().normalize(), where, afterwards);
  }
}
