package io.sluice.proof.simulation.log;

import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.offset.RangeFailure;
import io.sluice.tracker.offset.RangeFailure.Kind;
import io.sluice.tracker.run.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads one piece as a consumer does: by the topic's name, whatever its id; a position with an
 * epoch is held against the log whenever the leader's epoch is seen to change; and the last fetch
 * may give records of a log that is not there any more, which nothing shows.
 */
public final class ModelReader {
  private final KafkaModel kafka;
  private final Piece piece;
  private final List<LogItem> read = new ArrayList<>();
  private long position;
  private int firstEpoch = LeaderEpoch.UNKNOWN;
  private int lastEpoch;
  private int validated = LeaderEpoch.UNKNOWN;
  private Optional<RangeFailure> failure = Optional.empty();

  public ModelReader(KafkaModel kafka, Piece piece) {
    this.kafka = kafka;
    this.piece = piece;
    this.position = piece.range().start();
    this.lastEpoch = piece.ledgerEpoch();
  }

  public boolean isOver() {
    return failure.isPresent() || position == piece.range().end();
  }

  public Piece piece() {
    return piece;
  }

  public List<LogItem> read() {
    return read;
  }

  public long position() {
    return position;
  }

  public Optional<RangeFailure> failure() {
    return failure;
  }

  public int firstEpoch() {
    return firstEpoch;
  }

  /** Of what was read; the ledger's epoch, to which it sought, is none. */
  public int lastEpoch() {
    return read.isEmpty() ? LeaderEpoch.UNKNOWN : lastEpoch;
  }

  /** Ends early. */
  public void fail(Kind kind) {
    failure = Optional.of(new RangeFailure(kind, kind + " at offset " + position));
  }

  /** Fetches once. */
  public void poll(int most) {
    Optional<ModelLog> found = kafka.log(piece.range().kafkaPartition());
    if (found.isEmpty() || found.get().isLeaderless()) {
      fail(Kind.UNREACHABLE);
      return;
    }
    ModelLog log = found.get();
    if (validated != log.epoch() && lastEpoch != LeaderEpoch.UNKNOWN) {
      if (log.endOf(lastEpoch) < position) {
        fail(Kind.TRUNCATED);
        return;
      }
      validated = log.epoch();
    }
    if (position < log.start()) {
      fail(Kind.EXPIRED);
    } else if (position > log.end()) {
      fail(Kind.BEYOND_END);
    } else if (position >= log.stable()) {
      fail(Kind.UNREACHABLE); // it would wait, and then give up
    } else {
      fetch(log, Math.min(position + most, Math.min(piece.range().end(), log.stable())));
    }
  }

  private void fetch(ModelLog log, long until) {
    for (; position < until; position++) {
      LogItem item = log.at(position);
      firstEpoch = read.isEmpty() ? item.epoch() : firstEpoch;
      lastEpoch = item.epoch();
      read.add(item);
    }
    validated = log.epoch();
  }
}
