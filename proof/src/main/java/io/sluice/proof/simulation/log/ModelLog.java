package io.sluice.proof.simulation.log;

import io.sluice.proof.simulation.log.LogItem.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The log of one Kafka partition of one topic id. */
public final class ModelLog {
  private static final long NONE = -1;

  /**
   * An unclean election.
   *
   * @param lastSerial of the last record that it took away
   */
  private record Cut(long kept, long lastSerial) {}

  private final List<LogItem> items = new ArrayList<>();
  private final TreeMap<Integer, Long> epochs = new TreeMap<>();
  private final BitSet holes = new BitSet();
  private final BitSet tombstones = new BitSet();
  private final BitSet bad = new BitSet();
  private final List<Cut> cuts = new ArrayList<>();
  private long start;
  private long openFrom = NONE;
  private int epoch;
  private boolean leaderless;
  private boolean deleted;

  ModelLog() {
    epochs.put(0, 0L);
  }

  ModelLog copy() {
    ModelLog copy = new ModelLog();
    copy.items.addAll(items);
    copy.epochs.clear();
    copy.epochs.putAll(epochs);
    copy.holes.or(holes);
    copy.tombstones.or(tombstones);
    copy.bad.or(bad);
    copy.cuts.addAll(cuts);
    copy.start = start;
    copy.openFrom = openFrom;
    copy.epoch = epoch;
    copy.leaderless = leaderless;
    copy.deleted = deleted;
    return copy;
  }

  public long start() {
    return start;
  }

  public long end() {
    return items.size();
  }

  /** The last stable offset. */
  public long stable() {
    return openFrom == NONE ? end() : openFrom;
  }

  public int epoch() {
    return epoch;
  }

  public boolean isLeaderless() {
    return leaderless;
  }

  public void leaderless(boolean now) {
    leaderless = now;
  }

  void delete() {
    deleted = true;
  }

  LogItem at(long offset) {
    return items.get((int) offset);
  }

  LogItem append(long serial, long now, Kind kind) {
    long previous = items.isEmpty() ? 0 : items.get(items.size() - 1).serial();
    LogItem item = new LogItem(serial, previous, end(), epoch, now, kind);
    items.add(item);
    note(item);
    return item;
  }

  private void note(LogItem item) {
    if (item.kind() == Kind.HOLE) {
      holes.set((int) item.offset());
    } else if (item.kind() == Kind.TOMBSTONE) {
      tombstones.set((int) item.offset());
    } else if (item.kind() == Kind.BAD) {
      bad.set((int) item.offset());
    }
  }

  /** From here on records are of a transaction that is not decided. */
  public void open() {
    if (openFrom == NONE) {
      openFrom = end();
    }
  }

  public boolean isOpen() {
    return openFrom != NONE;
  }

  /** Decides the transaction; its marker is yet to be appended. */
  void decide(boolean aborted) {
    for (long offset = openFrom; aborted && offset < end(); offset++) {
      become(offset, Kind.HOLE);
    }
    openFrom = NONE;
  }

  private void become(long offset, Kind kind) {
    LogItem item = items.get((int) offset).as(kind);
    items.set((int) offset, item);
    note(item);
  }

  /** Takes a record away, as compaction does: never the last. */
  public void compact(long offset) {
    if (offset >= start && offset < stable() - 1) {
      become(offset, Kind.HOLE);
    }
  }

  /** Retention, up to that offset. */
  public void expire(long until) {
    start = Math.max(start, Math.min(until, stable()));
  }

  /** A leader is elected that has the log up to there only. */
  public void elect(long cut) {
    long kept = Math.max(start, Math.min(cut, end()));
    if (kept < end()) {
      cuts.add(new Cut(kept, items.get(items.size() - 1).serial()));
    }
    while (end() > kept) {
      items.remove(items.size() - 1);
    }
    if (openFrom > kept) {
      openFrom = NONE;
    }
    epochs.values().removeIf(begun -> begun >= kept);
    epoch++;
    epochs.put(epoch, kept);
  }

  /** The broker's answer to OffsetsForLeaderEpoch, −1 if it knows no such epoch. */
  long endOf(int asked) {
    if (asked > epoch) {
      return NONE;
    }
    Map.Entry<Integer, Long> next = epochs.higherEntry(asked);
    return next == null ? end() : next.getValue();
  }

  boolean wasHole(long offset) {
    return holes.get((int) offset);
  }

  boolean wasTombstone(long offset) {
    return tombstones.get((int) offset);
  }

  /** Whether records below an offset went in an election, that record among them or after it. */
  boolean wasCut(long offset, long behind) {
    return deleted || cuts.stream().anyMatch(cut -> cut.kept < offset && cut.lastSerial >= behind);
  }

  /** Records that cannot be decoded, from an offset on. */
  long bad(long offset) {
    return bad.get((int) offset, Math.max((int) offset, bad.length())).cardinality();
  }

  /** Whether nothing that was written before that time stands there or behind it. */
  boolean isReadUntil(long offset, long millis) {
    long next = Math.max(offset, start);
    return next >= end() || at(next).writtenAt() >= millis;
  }

  boolean isDeleted() {
    return deleted;
  }

  boolean isLost(long offset) {
    return deleted || offset < start;
  }
}
