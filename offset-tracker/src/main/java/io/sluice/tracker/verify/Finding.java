package io.sluice.tracker.verify;

/**
 * One thing that {@code verify} found.
 *
 * @param version of the entry that it concerns, 0 if none
 * @param message for people: what, which values, why, and what to do
 */
public record Finding(Kind kind, long version, String message) {
  /** What {@code verify} says, the worst last. */
  public enum Answer {
    SOUND,
    CHANGED_BY_OTHERS,
    DAMAGED
  }

  /** What can be found. */
  public enum Kind {
    /** The head counts and is not published yet; the next run does it. */
    NOT_PUBLISHED(Answer.SOUND),
    /** A file that is missing, and a person has taken note. */
    ACCEPTED_HOLE(Answer.SOUND),
    /** A whole time partition is gone. */
    DROPPED_TIME_PARTITION(Answer.CHANGED_BY_OTHERS),
    /** An entry between others is gone. */
    MISSING_ENTRY(Answer.DAMAGED),
    /** An entry is not what its successor saw, or cannot be read. */
    EDITED_ENTRY(Answer.DAMAGED),
    /** An entry does not begin where the one before ended. */
    OFFSETS_DO_NOT_MEET(Answer.DAMAGED),
    /** Records, bad records and gaps of an entry do not add up, or not to those in its files. */
    DOES_NOT_ADD_UP(Answer.DAMAGED),
    /** An entry below the head was never marked published. */
    UNPUBLISHED_BELOW_HEAD(Answer.DAMAGED),
    MISSING_FILE(Answer.DAMAGED),
    OTHER_LENGTH(Answer.DAMAGED),
    OTHER_COUNT(Answer.DAMAGED),
    /** A file with a name of ours that no entry names. */
    UNKNOWN_FILE(Answer.DAMAGED),
    /** A landed file is of a version that the ledger has not reached. */
    LEDGER_SET_BACK(Answer.DAMAGED);

    private final Answer answer;

    Kind(Answer answer) {
      this.answer = answer;
    }

    public Answer answer() {
      return answer;
    }
  }

  public Answer answer() {
    return kind.answer();
  }
}
