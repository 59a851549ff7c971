package io.sluice.tracker.verify;

import io.sluice.tracker.entry.MaintenanceEntry.Acknowledge.Change;
import io.sluice.tracker.message.ForeignText;
import java.util.List;

/**
 * A finding of {@code verify}.
 *
 * @param version of the entry that it concerns, 0 if none
 * @param message complete text with values, reason and remedy
 * @param directory of the files that it concerns, empty if none
 * @param changes that an operator may accept there; empty if none
 */
public record Finding(
    Kind kind, long version, String message, String directory, List<Change> changes) {
  public Finding {
    message = ForeignText.message(message);
    changes = List.copyOf(changes);
  }

  /** A finding that does not concern files. */
  public Finding(Kind kind, long version, String message) {
    this(kind, version, message, "", List.of());
  }

  /** Overall result of {@code verify}, the worst last. */
  public enum Answer {
    SOUND,
    CHANGED_BY_OTHERS,
    DAMAGED
  }

  /** Kind of a finding. */
  public enum Kind {
    /** The head counts and is not published yet; the next run publishes it. */
    NOT_PUBLISHED(Answer.SOUND),
    /** Staged files that are permanently gone; an operator has accepted this. */
    ACCEPTED_HOLE(Answer.SOUND),
    /** Landed files that others have changed or removed; an operator has accepted this. */
    ACCEPTED_CHANGE(Answer.SOUND),
    /** Offsets that an operator skipped, because they could not be read. */
    SKIPPED_OFFSETS(Answer.SOUND),
    /** A requested check that the data do not allow; it is reported so that nobody relies on it. */
    NOT_LOOKED_AT(Answer.SOUND),
    /** Coverage of a comparison with Kafka: a statement beside the findings. */
    COMPARED_WITH_KAFKA(Answer.SOUND),
    /** A whole time partition is gone. */
    DROPPED_TIME_PARTITION(Answer.CHANGED_BY_OTHERS),
    /** All files of a time partition are gone and there are others, as after a merge by Hive. */
    REPLACED_TIME_PARTITION(Answer.CHANGED_BY_OTHERS),
    /** A file that readers see and that no entry names, without a name of Sluice's form. */
    FOREIGN_FILE(Answer.CHANGED_BY_OTHERS),
    /** The mark of an entry below the head is gone; its successor shows that it was published. */
    MARK_GONE(Answer.CHANGED_BY_OTHERS),
    /** An entry in the middle of the ledger is gone. */
    MISSING_ENTRY(Answer.DAMAGED),
    /**
     * An entry differs from the one that its successor or its mark refers to, or cannot be read.
     */
    EDITED_ENTRY(Answer.DAMAGED),
    /** An entry does not start where the one before ended, or goes back within one generation. */
    OFFSETS_DO_NOT_MEET(Answer.DAMAGED),
    /** The watermark of a Kafka partition is earlier than in the entry before. */
    WATERMARK_MOVED_BACK(Answer.DAMAGED),
    /** Lost offsets of an entry are in none of its losses. */
    LOSS_NOT_REPORTED(Answer.DAMAGED),
    /**
     * Records, bad records and gaps of an entry do not add up, or differ from those of its files.
     */
    DOES_NOT_ADD_UP(Answer.DAMAGED),
    /** An entry names one offset twice, or an offset outside of its ranges. */
    NOT_EXACTLY_ONCE(Answer.DAMAGED),
    MISSING_FILE(Answer.DAMAGED),
    OTHER_LENGTH(Answer.DAMAGED),
    OTHER_COUNT(Answer.DAMAGED),
    /** The bytes differ from those that landed. */
    OTHER_CONTENT(Answer.DAMAGED),
    /** The coordinates of the records differ from those in the ledger. */
    OTHER_OFFSETS(Answer.DAMAGED),
    /**
     * A record contains a value that its type does not allow: readers may refuse the whole file.
     */
    UNFIT_VALUE(Answer.DAMAGED),
    /** A record differs between the landed data and Kafka, or is missing in one of them. */
    OTHER_THAN_KAFKA(Answer.DAMAGED),
    /** A copy of a landed file, or a file that was accepted as replaced and has reappeared. */
    DOUBLED_FILE(Answer.DAMAGED),
    /** A file with a name of Sluice's form that no entry names. */
    UNKNOWN_FILE(Answer.DAMAGED),
    /** A landed file has a version that the ledger has not reached. */
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
