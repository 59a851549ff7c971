package io.sluice.mapper.limit;

import io.sluice.options.Key;
import io.sluice.options.Problems;
import io.sluice.options.Settings;
import io.sluice.options.Type;
import java.time.Duration;
import java.util.List;

/**
 * Options of the reader of a task.
 *
 * @param stallTimeout how long a range may make no progress before it ends early
 */
public record ReaderOptions(Duration stallTimeout) {

  private static final Key<Duration> STALL_TIMEOUT =
      Key.of(
          "read.stall.timeout",
          Type.DURATION.where(value -> value.compareTo(Duration.ofSeconds(1)) >= 0, "1s or more"),
          "2m",
          "how long a Kafka partition may return no data before its range is cut short; the next run"
              + " reads the rest");

  public static final List<Key<?>> KEYS = List.of(STALL_TIMEOUT);

  public static ReaderOptions read(Settings settings, Problems problems) {
    return new ReaderOptions(settings.read(STALL_TIMEOUT, problems));
  }
}
