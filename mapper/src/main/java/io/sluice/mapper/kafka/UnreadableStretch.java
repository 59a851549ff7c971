package io.sluice.mapper.kafka;

import java.util.Optional;

/**
 * The offsets from one that does not fit into the task's memory to the next that can be read.
 * Kafka's client does not say which these are, so offsets are tried.
 *
 * <p>The client decompresses a batch from its beginning. Where it runs out of memory, nothing that
 * follows in the batch can be read, so the search leaps, and halves once something was read. A
 * record that was read and is only too large says nothing about the records behind it: the search
 * goes on at the next offset.
 *
 * @param end offset at which reading can go on, as far as was tried
 * @param untried offsets before that one that the search has leapt over
 */
record UnreadableStretch(long end, long untried) {
  /** The ends of one batch of 1,000,000 records are found in 40. */
  private static final int MOST_READS = 100;

  /** States whether a task looks for the stretch, or reports the one offset. */
  enum Search {
    TO_THE_END,
    /** Many reads that may run out of memory, beside ranges with files open, harm those. */
    NONE
  }

  /** Outcome of an attempt to read at an offset. */
  sealed interface Outcome permits CanBeRead, TooLarge, OutOfMemory, NotKnown {}

  /** A record was read, or there is none at that offset. */
  record CanBeRead() implements Outcome {}

  /**
   * A record was read that is too large for the task.
   *
   * @param end the offset behind it
   */
  record TooLarge(long end) implements Outcome {}

  /** The batch cannot be decompressed as far as that offset. */
  record OutOfMemory() implements Outcome {}

  /** No broker has answered, or there is no time. */
  record NotKnown() implements Outcome {}

  /** Reads at an offset. */
  interface OffsetReader {
    Outcome read(long offset);
  }

  /**
   * Finds the stretch.
   *
   * @param start an offset that cannot be read
   * @param end bounds the stretch
   * @return empty if an attempt has no outcome
   */
  static Optional<UnreadableStretch> find(long start, long end, OffsetReader reader) {
    long last = start;
    long untried = 0;
    long leap = 1;
    // The nearest record that was read, and the offset behind it if it is too large.
    long read = end;
    long behind = end;
    int reads = 0;
    while (last + 1 < end) {
      if (last + 1 == read) {
        if (behind == read) {
          break;
        }
        last = behind - 1;
        leap = 1;
        read = end;
        behind = end;
        continue;
      }
      if (reads == MOST_READS) {
        break;
      }
      long next = read == end && last + leap < end ? last + leap : last + (read - last) / 2;
      reads++;
      Outcome outcome = reader.read(next);
      if (outcome instanceof NotKnown) {
        return Optional.empty();
      } else if (outcome instanceof OutOfMemory) {
        untried += next - last - 1;
        last = next;
        leap *= 2;
      } else {
        read = next;
        behind = outcome instanceof TooLarge record ? Math.min(record.end(), end) : next;
      }
    }
    return Optional.of(new UnreadableStretch(last + 1, untried));
  }
}
