package io.sluice.writers;

import io.sluice.records.BadRecord;
import io.sluice.records.DroppedRecord;
import io.sluice.records.InFlightRecord;
import io.sluice.records.Interruption;
import io.sluice.records.PieceEnd;
import io.sluice.records.TopicStart;
import io.sluice.records.api.BadRecordException;
import io.sluice.records.api.Coordinates;
import io.sluice.records.row.ForeignSchemaException;
import io.sluice.records.row.QuarantineEncoder;
import io.sluice.records.row.RowEncoder;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.message.ForeignText;
import io.sluice.tracker.message.Log;
import io.sluice.tracker.offset.PieceOutcome;
import io.sluice.tracker.offset.RangeFailure;
import io.sluice.tracker.run.Piece;
import io.sluice.writers.file.RowCheck;
import io.sluice.writers.time.TimePartition;
import io.sluice.writers.time.TimePartitions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes one topic of a task. */
final class TopicWriter {
  private static final Log LOG = Log.of(TopicWriter.class);

  private final TopicStart start;
  private final RowEncoder rows;
  private final RowCheck rowCheck;
  private final QuarantineEncoder badRows;
  private final RecordTime eventTime;
  private final TimePartitions timePartitions;
  private final TopicFiles files;
  private final TopicFiles.Target data;
  private final TopicFiles.Target quarantine;
  private final String quarantineDay;
  private final Map<Integer, PieceAccount> pieces = new LinkedHashMap<>();
  private @Nullable PieceAccount lastPiece;
  private int lastNumber = -1;
  private @Nullable String spoiled;

  /**
   * Why the topic was given up, by the reader or for a right that is missing; the commit
   * distinguishes that from what a writer refuses.
   */
  private @Nullable RangeFailure givenUp;

  /** The time of a record that lands. */
  interface RecordTime {
    /**
     * Finds the time in epoch millis.
     *
     * @param row what the record lands as
     */
    long millis(InFlightRecord record, ByteBuffer row) throws BadRecordException, IOException;
  }

  /**
   * The parts with which a topic is written.
   *
   * @param quarantineDay time partition of bad records, {@code dt=2026-11-21}
   */
  record Tools(
      RowEncoder rows,
      RowCheck rowCheck,
      QuarantineEncoder badRows,
      RecordTime eventTime,
      TimePartitions timePartitions,
      TopicFiles files,
      TopicFiles.Target data,
      TopicFiles.Target quarantine,
      String quarantineDay) {}

  TopicWriter(TopicStart start, Tools tools) {
    this.start = start;
    this.rows = tools.rows();
    this.rowCheck = tools.rowCheck();
    this.badRows = tools.badRows();
    this.eventTime = tools.eventTime();
    this.timePartitions = tools.timePartitions();
    this.files = tools.files();
    this.data = tools.data();
    this.quarantine = tools.quarantine();
    this.quarantineDay = tools.quarantineDay();
    Map<Integer, FileGroup> groups = new HashMap<>();
    for (Piece piece : start.pieces()) {
      FileGroup group = groups.computeIfAbsent(piece.fileGroup(), FileGroup::new);
      group.pieceBegins();
      pieces.put(piece.range().kafkaPartition().number(), new PieceAccount(piece, group));
    }
  }

  void land(InFlightRecord record) throws IOException {
    Coordinates at = record.coordinates();
    PieceAccount piece = arrived(at);
    if (isLeft()) {
      piece.landed(PieceOutcome.NO_EVENT_TIME);
      return;
    }
    ByteBuffer row;
    long time;
    TimePartition timePartition;
    try {
      row = rows.encode(record);
      rowCheck.check(row);
      time = eventTime.millis(record, row);
      if (!TimePartitions.isInRange(time)) {
        throw new BadRecordException(
            "time-unreadable",
            "Cannot determine the record's time: it lies outside of " + TimePartitions.RANGE + ".");
      }
      timePartition = timePartitions.of(time);
    } catch (BadRecordException e) {
      quarantine(record.bad(e), piece);
      return;
    } catch (ForeignSchemaException e) {
      spoil(e.getMessage(), at, piece);
      return;
    } catch (IOException e) {
      Interruption.rethrow(e);
      piece.refused(at.offset());
      record.refuse(
          new RangeFailure(
              RangeFailure.Kind.UNREACHABLE,
              "Cannot find the time of %s: %s".formatted(at, ForeignText.message(e.toString()))));
      return;
    } catch (OutOfMemoryError e) {
      piece.refused(at.offset());
      record.refuse(
          new RangeFailure(
              RangeFailure.Kind.MEMORY,
              "a row of the record there, of %d bytes, does not fit into the memory (%s)"
                  .formatted(record.body().remaining(), e.getMessage())));
      return;
    } catch (RuntimeException | StackOverflowError e) {
      quarantine(
          record.bad(new BadRecordException("row-failed", "Cannot make a row: " + e, e)), piece);
      return;
    }
    try {
      files.append(
          data,
          piece.group(),
          timePartition.directory(),
          row,
          at.kafkaPartition(),
          at.offset(),
          record.schema().id());
      piece.landed(time);
    } catch (UnwritableException e) {
      spoil(e.getMessage(), at, piece);
    } catch (BlockedException e) {
      piece.landed(PieceOutcome.NO_EVENT_TIME);
      giveUp(e);
    }
  }

  /** Whether nothing more is written of the topic. */
  private boolean isLeft() {
    return spoiled != null || givenUp != null;
  }

  private void giveUp(BlockedException e) throws IOException {
    LOG.warn("Topic may not be written: topic={}", start.topic(), e);
    givenUp = new RangeFailure(RangeFailure.Kind.BLOCKED, e.getMessage());
    files.abandon();
  }

  private void spoil(String reason, Coordinates at, PieceAccount piece) throws IOException {
    piece.landed(PieceOutcome.NO_EVENT_TIME);
    spoilAt(at, reason);
  }

  private void spoilAt(Coordinates at, String reason) throws IOException {
    LOG.warn(
        "Topic is spoiled: topic={} kafkaPartition={} start={}: {}",
        start.topic(),
        at.kafkaPartition(),
        at.offset(),
        reason);
    spoil(reason);
  }

  void quarantine(BadRecord record) throws IOException {
    quarantine(record, arrived(record.coordinates()));
  }

  private void quarantine(BadRecord record, PieceAccount piece) throws IOException {
    piece.quarantined();
    if (isLeft()) {
      return;
    }
    LOG.debug("Quarantined: {}", record);
    Coordinates at = record.coordinates();
    try {
      files.append(
          quarantine,
          piece.group(),
          quarantineDay,
          badRows.encode(record),
          at.kafkaPartition(),
          at.offset(),
          "");
    } catch (UnwritableException e) {
      spoilAt(at, e.getMessage());
    } catch (BlockedException e) {
      giveUp(e);
    }
  }

  void drop(DroppedRecord record) {
    Coordinates at = record.coordinates();
    arrived(at).dropped(record.kind(), at.offset());
  }

  private PieceAccount arrived(Coordinates at) {
    PieceAccount piece = piece(at.kafkaPartition());
    piece.arrived(at.offset());
    return piece;
  }

  private PieceAccount piece(int kafkaPartition) {
    if (kafkaPartition == lastNumber && lastPiece != null) {
      return lastPiece;
    }
    PieceAccount piece = pieces.get(kafkaPartition);
    if (piece == null) {
      throw new IllegalStateException(
          "Kafka partition " + kafkaPartition + " where the task reads " + start.pieces());
    }
    lastPiece = piece;
    lastNumber = kafkaPartition;
    return piece;
  }

  void endPiece(PieceEnd end) throws IOException {
    PieceAccount piece = piece(end.range().kafkaPartition().number());
    piece.end(end);
    if (piece.group().pieceEnds()) {
      try {
        files.close(piece.group());
      } catch (UnwritableException e) {
        LOG.warn("Topic is spoiled: topic={}: {}", start.topic(), e.getMessage());
        spoil(e.getMessage());
      } catch (BlockedException e) {
        giveUp(e);
      }
    }
  }

  /** The reader is done; all pieces must have ended. */
  void end(Optional<RangeFailure> failure) throws IOException {
    for (PieceAccount piece : pieces.values()) {
      if (piece.outcome().isEmpty()) {
        throw new IllegalStateException("Topic ended before " + piece);
      }
    }
    if (failure.isPresent()) {
      givenUp = failure.get();
      files.abandon();
    }
  }

  private void spoil(String reason) throws IOException {
    if (spoiled == null) {
      spoiled = reason;
      files.abandon();
    }
  }

  void abandon() throws IOException {
    files.abandon();
  }

  String topic() {
    return start.topic();
  }

  /** In the order of {@link TopicStart}, whatever the order in which they ended. */
  List<PieceOutcome> outcomes() {
    return pieces.values().stream()
        .map(PieceAccount::outcome)
        .flatMap(Optional::stream)
        .map(this::withReason)
        .toList();
  }

  private PieceOutcome withReason(PieceOutcome outcome) {
    return givenUp == null ? outcome : UnwritableTopic.notRead(outcome.range(), givenUp);
  }

  List<StagedFile> stagedFiles() {
    return files.closed();
  }

  /** Why nothing of the topic may land, if it is more than a question of trying again. */
  Optional<String> spoiled() {
    return givenUp == null
        ? Optional.ofNullable(spoiled)
        : Optional.of(givenUp)
            .filter(failure -> failure.kind() == RangeFailure.Kind.RECREATED)
            .map(RangeFailure::message);
  }
}
