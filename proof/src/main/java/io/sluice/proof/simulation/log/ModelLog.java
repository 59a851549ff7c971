package io.sluice.proof.simulation.log;

import io.sluice.proof.simulation.log.LogItem.Kind;
import io.sluice.tracker.offset.LeaderEpoch;
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
  private final BitSet withoutEpoch = new BitSet();
  private final List<Cut> cuts = new ArrayList<>();
  private long start;
  private long openFrom = NONE;
  private int epoch;
  private MessageFormat format;

  /** Of the last record that was written before brokers forgot all epochs. */
  private long forgotten;

  private long lastSerial;
  private boolean leaderless;
  private boolean deleted;

  ModelLog(MessageFormat format) {
    this.format = format;
    note(epoch, 0);
  }

  ModelLog copy() {
    ModelLog copy = new ModelLog(format);
    copy.items.addAll(items);
    copy.epochs.clear();
    copy.epochs.putAll(epochs);
    copy.holes.or(holes);
    copy.tombstones.or(tombstones);
    copy.bad.or(bad);
    copy.withoutEpoch.or(withoutEpoch);
    copy.cuts.addAll(cuts);
    copy.start = start;
    copy.openFrom = openFrom;
    copy.epoch = epoch;
    copy.forgotten = forgotten;
    copy.lastSerial = lastSerial;
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
    int known = format == MessageFormat.OLD ? LeaderEpoch.UNKNOWN : epoch;
    LogItem item = new LogItem(serial, previous, end(), known, now, kind);
    note(epoch, end());
    items.add(item);
    lastSerial = serial;
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
    if (item.epoch() == LeaderEpoch.UNKNOWN) {
      withoutEpoch.set((int) item.offset());
    }
  }

  /** Brokers know the beginnings of those epochs only that records carry. */
  private void note(int begun, long offset) {
    if (format == MessageFormat.NEW) {
      epochs.putIfAbsent(begun, offset);
    }
  }

  public MessageFormat format() {
    return format;
  }

  /** From here on records are written so. Brokers forget all epochs where those carry none. */
  public void format(MessageFormat now) {
    format = now;
    if (now == MessageFormat.OLD) {
      epochs.clear();
      forgotten = lastSerial;
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
    note(epoch, kept);
  }

  /** The broker's answer to OffsetsForLeaderEpoch, −1 if it knows no such epoch. */
  long endOf(int asked) {
    if (epochs.isEmpty() || asked > epochs.lastKey()) {
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

  /** Whether brokers have forgotten the epoch of what stands before an offset. */
  boolean hasForgotten(long offset) {
    if (offset <= start || offset > end()) {
      return forgotten > 0;
    }
    LogItem before = at(offset - 1);
    return before.epoch() != LeaderEpoch.UNKNOWN && forgotten >= before.serial();
  }

  /** Whether from an offset on to another each record had an epoch, and brokers know it since. */
  boolean hasEpochs(long from, long until, long since) {
    int without = withoutEpoch.nextSetBit((int) from);
    return (without < 0 || without >= until) && forgotten < since;
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
