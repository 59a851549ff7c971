package io.sluice.tracker.offset;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/**
 * Collects the gaps of one piece in ascending order. Adjacent gaps of one kind are merged; beyond
 * {@value #EXACT_PER_KIND} gaps of a kind the last one becomes a range with a count, so that a
 * compacted topic needs no more space than another one. {@link Gap.Kind#LOST} stays exact, however
 * many there are, because each lost offset is reported.
 */
public final class Gaps {
  static final int EXACT_PER_KIND = 16;

  private final EnumMap<Gap.Kind, List<Gap>> byKind = new EnumMap<>(Gap.Kind.class);

  /**
   * Adds {@code [start, end)}.
   *
   * @throws IllegalArgumentException if it is before the end of the last gap of that kind
   */
  public void add(Gap.Kind kind, long start, long end) {
    add(Gap.exact(kind, start, end));
  }

  /** Adds a gap, exact or not, that is after all others of its kind. */
  public void add(Gap gap) {
    List<Gap> gaps = byKind.computeIfAbsent(gap.kind(), kind -> new ArrayList<>());
    if (gaps.isEmpty()) {
      gaps.add(gap);
      return;
    }
    int lastIndex = gaps.size() - 1;
    Gap last = gaps.get(lastIndex);
    if (gap.start() < last.end()) {
      throw new IllegalArgumentException("Gap " + gap + " does not lie behind " + last);
    }
    boolean touches = gap.start() == last.end();
    boolean crowded = gaps.size() >= EXACT_PER_KIND && gap.kind() != Gap.Kind.LOST;
    if (touches || crowded) {
      gaps.set(
          lastIndex, new Gap(last.kind(), last.start(), gap.end(), last.count() + gap.count()));
    } else {
      gaps.add(gap);
    }
  }

  /** All gaps, by kind and then by start. */
  public List<Gap> toList() {
    return byKind.values().stream().flatMap(List::stream).toList();
  }
}
