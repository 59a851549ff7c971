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
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Notes of the positions that the attempts of one task were reading at, so that a later one knows
 * at which offset an earlier one died. Only an economy: an attempt that finds none, or wrong ones,
 * reads all the same.
 */
public final class AttemptPositions {
  /** Number of the note of a death, above all others. */
  private static final int DEATH = 999_999_999;

  /** {@code <task>.<attempt>.<number>.<Kafka partition>.<offset>}. */
  private static final Pattern NAME =
      Pattern.compile("([0-9]{1,9})\\.([0-9]{1,9})\\.([0-9]{1,9})\\.([0-9]{1,9})\\.([0-9]{1,18})");

  /** The content of a note: with it, the name of a file would be too long for some topics. */
  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

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
    Map<Integer, Matcher> names = new HashMap<>();
    for (Item item : store.list(directory)) {
      Matcher name = NAME.matcher(item.name());
      if (name.matches() && Integer.parseInt(name.group(1)) == task) {
        int of = Integer.parseInt(name.group(2));
        if (of != attempt) {
          names.merge(of, name, (one, other) -> number(one) > number(other) ? one : other);
        }
      }
    }
    List<Position> positions = new ArrayList<>();
    for (Map.Entry<Integer, Matcher> each : names.entrySet()) {
      position(each.getKey(), each.getValue()).ifPresent(positions::add);
    }
    return positions;
  }

  private static int number(Matcher name) {
    return Integer.parseInt(name.group(3));
  }

  private Optional<Position> position(int of, Matcher name) throws IOException {
    return store
        .read(directory + "/" + name.group())
        .map(content -> new String(content, US_ASCII))
        .filter(topic -> TOPIC.matcher(topic).matches())
        .map(topic -> new KafkaPartition(topic, Integer.parseInt(name.group(4))))
        .map(at -> new Position(of, at, Long.parseLong(name.group(5))));
  }

  /** Notes that the attempt reads on from there, in place of what it has noted before. */
  public void note(KafkaPartition at, long offset) throws IOException {
    written++;
    String path = path(written, at, offset);
    store.putIfAbsent(path, content(at));
    clear();
    last = path;
  }

  /** Notes for good that the attempt dies there. */
  public void noteDeath(KafkaPartition at, long offset) throws IOException {
    store.putIfAbsent(path(DEATH, at, offset), content(at));
  }

  private String path(int number, KafkaPartition at, long offset) {
    return "%s/%d.%d.%d.%d.%d".formatted(directory, task, attempt, number, at.number(), offset);
  }

  private static byte[] content(KafkaPartition at) {
    return at.topic().getBytes(US_ASCII);
  }

  /** The attempt ends, and not by its death: forgets what it has noted. */
  public void clear() throws IOException {
    if (!last.isEmpty()) {
      store.delete(last);
      last = "";
    }
  }
}
