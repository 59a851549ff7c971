package io.sluice.tracker.staging;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sluice.tracker.store.Store;
import io.sluice.tracker.store.Store.Item;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Notes beside a topic's staged files: the run that was planned last for the topic, and its
 * version. A state directory that was restored from an older backup does not know how that run
 * ended; then all landed files are checked before anything is read again. A note does not show
 * whether the run landed.
 */
public final class PlanNotes {
  private static final Pattern NAME =
      Pattern.compile("planned-([0-9]{1,18})-([0-9]{8}T[0-9]{6}Z-[a-z0-9]{6})");

  private final Store store;
  private final StagingOwner owner;

  public PlanNotes(Store store, StagingOwner owner) {
    this.store = store;
    this.owner = owner;
  }

  /**
   * A planned run.
   *
   * @param version that it would commit
   */
  public record Note(long version, String runId) {}

  /**
   * Parses the name of a file in an owner's directory of staged files; empty if it is not a note.
   */
  public static Optional<Note> read(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches()
        ? Optional.of(new Note(Long.parseLong(matcher.group(1)), matcher.group(2)))
        : Optional.empty();
  }

  /** Writes the note of a run before its plan is put, and deletes earlier notes of this owner. */
  public void put(String topicDirectory, Note note) throws IOException {
    String staging = StagedPaths.staging(topicDirectory, owner);
    String name = "planned-" + note.version() + "-" + note.runId();
    store.putIfAbsent(staging + "/" + name, note.runId().getBytes(US_ASCII));
    for (Item item : store.list(staging)) {
      if (NAME.matcher(item.name()).matches() && !item.name().equals(name)) {
        store.delete(staging + "/" + item.name());
      }
    }
  }
}
