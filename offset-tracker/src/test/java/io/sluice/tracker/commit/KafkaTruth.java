package io.sluice.tracker.commit;

import io.sluice.tracker.offset.Gap;

/** What only whoever plays Kafka knows of the logs, and the invariants ask for. */
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
      };

  /** Whether an offset holds no record for us, for this reason, at some time until now. */
  boolean isGap(Generation generation, Gap.Kind kind, long offset);

  /** Whether this record ever stood in that log, at that offset. */
  boolean isOf(Generation generation, long offset, String serial);

  /** Whether a log held both records at one time. */
  boolean isOneLife(String earlier, String later);
}
