package io.sluice.tracker.verify;

import io.sluice.tracker.entry.UpkeepEntry.Acknowledge.Change;
import io.sluice.tracker.message.ForeignText;
import java.util.List;

/**
 * One thing that {@code verify} found.
 *
 * @param version of the entry that it concerns, 0 if none
 * @param message for people: what, which values, why, and what to do
 * @param directory of the files that it concerns, empty if none
 * @param changes what a person may accept there; empty if nothing
 */
public record Finding(
    Kind kind, long version, String message, String directory, List<Change> changes) {
  public Finding {
    message = ForeignText.message(message);
    changes = List.copyOf(changes);
  }

  /** Something that is not about files. */
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
    /** The head counts and is not published yet; the next run does it. */
    NOT_PUBLISHED(Answer.SOUND),
    /** Staged files that were gone for good, and a person has gone on without them. */
    ACCEPTED_HOLE(Answer.SOUND),
    /** Landed files that others changed or took away, and a person has accepted it. */
    ACCEPTED_CHANGE(Answer.SOUND),
    /** Offsets that an operator left out, since they could not be read. */
    SKIPPED_OFFSETS(Answer.SOUND),
    /**
     * A look that was asked for and that the data does not allow; said, so that no one relies on
     * it.
     */
    NOT_LOOKED_AT(Answer.SOUND),
    /** Coverage of a comparison with Kafka: a statement beside the findings. */
    COMPARED_WITH_KAFKA(Answer.SOUND),
    /** A whole time partition is gone. */
    DROPPED_TIME_PARTITION(Answer.CHANGED_BY_OTHERS),
    /** All files of a time partition are gone and others are there, as after a merge by Hive. */
    REPLACED_TIME_PARTITION(Answer.CHANGED_BY_OTHERS),
    /** A file that readers see and that no entry names, with a name that is none of ours. */
    FOREIGN_FILE(Answer.CHANGED_BY_OTHERS),
    /** The mark of an entry below the head is gone; its successor shows that it was published. */
    MARK_GONE(Answer.CHANGED_BY_OTHERS),
    /** An entry between others is gone. */
    MISSING_ENTRY(Answer.DAMAGED),
    /** An entry is not what its successor or its mark saw, or cannot be read. */
    EDITED_ENTRY(Answer.DAMAGED),
    /** An entry does not begin where the one before ended, or goes back in one generation. */
    OFFSETS_DO_NOT_MEET(Answer.DAMAGED),
    /** The watermark of a Kafka partition is earlier than the entry before has it. */
    WATERMARK_MOVED_BACK(Answer.DAMAGED),
    /** Offsets that an entry has as lost are in none of its losses. */
    LOSS_NOT_REPORTED(Answer.DAMAGED),
    /** Records, bad records and gaps of an entry do not add up, or not to those in its files. */
    DOES_NOT_ADD_UP(Answer.DAMAGED),
    /**
     * An entry says of one offset two things, or something of an offset that is none of its own.
     */
    NOT_EXACTLY_ONCE(Answer.DAMAGED),
    MISSING_FILE(Answer.DAMAGED),
    OTHER_LENGTH(Answer.DAMAGED),
    OTHER_COUNT(Answer.DAMAGED),
    /** The bytes are not those that landed. */
    OTHER_CONTENT(Answer.DAMAGED),
    /** The records' coordinates are not those that the ledger has of the file. */
    OTHER_OFFSETS(Answer.DAMAGED),
    /** A record holds a value that its type does not allow: readers may refuse the whole file. */
    UNFIT_VALUE(Answer.DAMAGED),
    /** A record is in the data and not, or otherwise, in Kafka; or the other way round. */
    OTHER_THAN_KAFKA(Answer.DAMAGED),
    /** A copy of a landed file, or one that was accepted as replaced and is back. */
    DOUBLED_FILE(Answer.DAMAGED),
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
