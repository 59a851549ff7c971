package io.sluice.job.release;

import io.sluice.tracker.entry.Hold;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A way to release a hold: {@code holds --release ID --as …}. */
public enum ReleaseMode {
  /** Goes on behind what is in doubt, which is never read. */
  SKIP("skip"),
  /** Reads from the beginning of what Kafka has now. */
  RESTART("restart"),
  /** Reads on from the offset that did not fit into a task's memory, in a task of its own. */
  RETRY("retry"),
  /** Puts the bad records of the held range into quarantine, once, and lands the others. */
  ACCEPT_ERRORS("accept-errors"),
  /** Lands in another layout, or with another schema, than before, beside what has landed. */
  ACCEPT_CHANGE("accept-change");

  private final String word;

  ReleaseMode(String word) {
    this.word = word;
  }

  /** The word on the command line. */
  public String word() {
    return word;
  }

  public static Optional<ReleaseMode> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }

  /** All words, for messages. */
  public static String words() {
    return words(EnumSet.allOf(ReleaseMode.class));
  }

  static String words(Set<ReleaseMode> ways) {
    return ways.stream().map(ReleaseMode::word).collect(Collectors.joining(" or "));
  }

  /**
   * The ways that end a hold of this cause. Where there is none, a run ends it once the cause is
   * gone.
   */
  public static Set<ReleaseMode> ending(Hold.Cause cause) {
    return switch (cause) {
      case RECREATED, TRUNCATED, BEYOND_END, DATA_LOSS -> EnumSet.of(SKIP, RESTART);
      case ERROR_BUDGET, UNKNOWN_SCHEMAS -> EnumSet.of(ACCEPT_ERRORS);
      // What precedes a corrupt batch has landed and would land again.
      case CORRUPT -> EnumSet.of(SKIP);
      case MEMORY -> EnumSet.of(SKIP, RETRY);
      case SCHEMA -> EnumSet.of(SKIP, ACCEPT_CHANGE);
      case LAYOUT -> EnumSet.of(ACCEPT_CHANGE);
      case DIRECTORY, OWNER, LEDGER_SET_BACK -> EnumSet.noneOf(ReleaseMode.class);
    };
  }
}
