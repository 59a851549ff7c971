package io.sluice.tracker.verify;

import io.sluice.tracker.entry.StagedFile.Part;
import io.sluice.tracker.offset.Gap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Offsets of one Kafka partition that an entry names individually: all offsets of a file without
 * holes, otherwise its first and last; and all offsets of an exact gap. Offsets between the records
 * of a file may be in files of other time partitions.
 */
final class ClaimedOffsets {
  private record Claim(long start, long end, String by) {}

  private final List<Claim> exact = new ArrayList<>();
  private final List<Claim> within = new ArrayList<>();

  void add(String path, Part part) {
    long end = part.lastOffset() + 1;
    within.add(new Claim(part.firstOffset(), end, path));
    if (part.records() >= end - part.firstOffset()) {
      exact.add(new Claim(part.firstOffset(), end, path));
    } else {
      exact.add(new Claim(part.firstOffset(), part.firstOffset() + 1, path));
      exact.add(new Claim(part.lastOffset(), end, path));
    }
  }

  void add(Gap gap) {
    String by = "gap " + gap.kind() + " [" + gap.start() + ", " + gap.end() + ")";
    within.add(new Claim(gap.start(), gap.end(), by));
    if (gap.count() == gap.end() - gap.start()) {
      exact.add(new Claim(gap.start(), gap.end(), by));
    }
  }

  /** The contradiction with {@code [before, after)}, or among them; empty if there is none. */
  Optional<String> fault(long before, long after) {
    for (Claim claim : within) {
      if (claim.start() < before || claim.end() > after || claim.end() <= claim.start()) {
        return Optional.of(
            claim.by()
                + " is of offsets ["
                + claim.start()
                + ", "
                + claim.end()
                + "), the entry of ["
                + before
                + ", "
                + after
                + ")");
      }
    }
    exact.sort(Comparator.comparingLong(Claim::start).thenComparingLong(Claim::end));
    for (int i = 1; i < exact.size(); i++) {
      Claim one = exact.get(i - 1);
      Claim next = exact.get(i);
      if (next.start() < one.end()) {
        return Optional.of(
            "offset " + next.start() + " is in " + one.by() + " and in " + next.by());
      }
    }
    return Optional.empty();
  }
}
