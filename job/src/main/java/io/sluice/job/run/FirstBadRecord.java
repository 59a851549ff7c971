package io.sluice.job.run;

import io.sluice.tracker.entry.OffsetEntry;
import java.util.Optional;

/** An example of what an entry put into quarantine. */
interface FirstBadRecord {
  /** For people: where the record stood and what is wrong with it; empty if that cannot be read. */
  Optional<String> of(OffsetEntry entry, String topic);
}
