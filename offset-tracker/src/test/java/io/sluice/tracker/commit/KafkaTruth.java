package io.sluice.tracker.commit;

import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.LeaderEpoch;

/** Facts about Kafka's logs that only the Kafka model knows and that the invariants need. */
public interface KafkaTruth {
  /** Logs of one life each, in which every offset is a record that never expires. */
  KafkaTruth EVERY_OFFSET_IS_A_RECORD =
      new KafkaTruth() {
        @Override
        public boolean isGap(Generation generation, Gap.Kind kind, long offset) {
          return false;
        }

        @Override
        public boolean isOf(Generation generation, long offset, String serial) {
          return true;
        }

        @Override
        public boolean isOneLife(String earlier, String later) {
          return true;
        }

        @Override
        public boolean hasEpochs(String earlier, String later) {
          return true;
        }

        @Override
        public int epoch(String serial) {
          return LeaderEpoch.UNKNOWN;
        }

        @Override
        public boolean isReadUntil(Generation generation, long offset, long millis) {
          return true;
        }

        @Override
        public long start(Generation generation) {
          return 0;
        }

        @Override
        public boolean wasCut(Generation generation, long offset, String behind) {
          return false;
        }

        @Override
        public long bad(Generation generation, long offset) {
          return 0;
        }

        @Override
        public boolean isGone(String topicId) {
          return false;
        }
      };

  /** Whether an offset holds no record for us, for this reason, at some time until now. */
  boolean isGap(Generation generation, Gap.Kind kind, long offset);

  /** Whether this record ever stood in that log, at that offset. */
  boolean isOf(Generation generation, long offset, String serial);

  /** Whether a log held both records at one time. */
  boolean isOneLife(String earlier, String later);

  /**
   * Whether all records from one on to another, the later left out, have carried leader epochs that
   * brokers know. Else a cut between the two, behind which the log has grown again, is not seen.
   */
  boolean hasEpochs(String earlier, String later);

  /** The leader epoch that a record was written in, {@link LeaderEpoch#UNKNOWN} if not known. */
  int epoch(String serial);

  /** Whether no record that was written before that time stands at that offset or behind it. */
  boolean isReadUntil(Generation generation, long offset, long millis);

  /** The first offset that the log has. */
  long start(Generation generation);

  /**
   * Whether the log was cut below an offset, or its brokers know the epoch before it no more: then
   * nobody can say that it was not.
   *
   * @param behind serial of a record: earlier cuts do not count; {@link Row#ANY} if all do
   */
  boolean wasCut(Generation generation, long offset, String behind);

  /** Records from an offset on that cannot be decoded. */
  long bad(Generation generation, long offset);

  /** Whether the topic of that ID was deleted. */
  boolean isGone(String topicId);
}
