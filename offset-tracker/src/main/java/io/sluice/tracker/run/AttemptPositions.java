package io.sluice.tracker.run;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.store.Store;
import io.sluice.tracker.store.Store.Item;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the attempts of one task were reading, so that a later one knows at which offset an earlier
 * one died. Only an economy: an attempt that finds none, or wrong ones, reads all the same.
 */
public final class AttemptPositions {
  /** Number of the note of a death, above all others. */
  private static final int DEATH = 999_999_999;

  private static final byte[] NOTE = "reading".getBytes(US_ASCII);

  /** {@code <task>.<attempt>.<number>.<Kafka partition>.<offset>.<topic>}. */
  private static final Pattern NAME =
      Pattern.compile(
          "([0-9]{1,9})\\.([0-9]{1,9})\\.([0-9]{1,9})\\.([0-9]{1,9})\\.([0-9]{1,18})\\.([a-zA-Z0-9._-]{1,249})");

  private final Store store;
  private final String directory;
  private final int task;
  private final int attempt;
  private int written;
  private String last = "";

  /** The last position of an attempt. */
  public record Position(int attempt, KafkaPartition kafkaPartition, long offset) {}

  /**
   * Positions as one attempt notes them.
   *
   * @param directory of the run's positions
   * @param attempt number of that attempt
   */
  public AttemptPositions(Store store, String directory, int task, int attempt) {
    this.store = store;
    this.directory = directory;
    this.task = task;
    this.attempt = attempt;
  }

  /** The last position of each other attempt of the task that left one. */
  public Collection<Position> ofOthers() throws IOException {
    Map<Integer, Position> positions = new HashMap<>();
    Map<Integer, Integer> numbers = new HashMap<>();
    for (Item item : store.list(directory)) {
      Matcher name = NAME.matcher(item.name());
      if (name.matches() && Integer.parseInt(name.group(1)) == task) {
        int of = Integer.parseInt(name.group(2));
        int number = Integer.parseInt(name.group(3));
        if (of != attempt && number >= numbers.getOrDefault(of, 0)) {
          numbers.put(of, number);
          KafkaPartition at = new KafkaPartition(name.group(6), Integer.parseInt(name.group(4)));
          positions.put(of, new Position(of, at, Long.parseLong(name.group(5))));
        }
      }
    }
    return List.copyOf(new ArrayList<>(positions.values()));
  }

  /** Notes that the attempt reads on from there, in place of what it has noted before. */
  public void note(KafkaPartition at, long offset) throws IOException {
    written++;
    String path = path(written, at, offset);
    store.putIfAbsent(path, NOTE);
    clear();
    last = path;
  }

  /** Notes for good that the attempt dies there. */
  public void noteDeath(KafkaPartition at, long offset) throws IOException {
    store.putIfAbsent(path(DEATH, at, offset), NOTE);
  }

  private String path(int number, KafkaPartition at, long offset) {
    return "%s/%d.%d.%d.%d.%d.%s"
        .formatted(directory, task, attempt, number, at.number(), offset, at.topic());
  }

  /** The attempt ends, and not by its death: forgets what it has noted. */
  public void clear() throws IOException {
    if (!last.isEmpty()) {
      store.delete(last);
      last = "";
    }
  }
}
