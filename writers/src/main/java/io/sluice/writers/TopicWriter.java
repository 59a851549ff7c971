package io.sluice.writers;

import io.sluice.records.BadRecord;
import io.sluice.records.DroppedRecord;
import io.sluice.records.InFlightRecord;
import io.sluice.records.PieceEnd;
import io.sluice.records.TopicStart;
import io.sluice.records.TopicStart.StartedPiece;
import io.sluice.records.api.BadRecordException;
import io.sluice.records.api.Coordinates;
import io.sluice.records.api.EventTime;
import io.sluice.records.row.ForeignSchemaException;
import io.sluice.records.row.QuarantineEncoder;
import io.sluice.records.row.RowEncoder;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.offset.PieceOutcome;
import io.sluice.tracker.offset.RangeFailure;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one topic of a task. */
final class TopicWriter {
  private static final Logger LOG = LoggerFactory.getLogger(TopicWriter.class);

  private final TopicStart start;
  private final RowEncoder rows;
  private final QuarantineEncoder badRows;
  private final EventTime eventTime;
  private final TimePartitions timePartitions;
  private final TopicFiles files;
  private final TopicFiles.Target data;
  private final TopicFiles.Target quarantine;
  private final String quarantineDay;
  private final Map<Integer, PieceAccount> pieces = new LinkedHashMap<>();
  private @Nullable PieceAccount lastPiece;
  private int lastNumber = -1;
  private @Nullable String spoiled;

  /** Why the reader gave the topic up; the commit tells that from what a writer refuses. */
  private @Nullable RangeFailure givenUp;

  /**
   * What a topic is written with.
   *
   * @param quarantineDay time partition of bad records, {@code dt=2026-11-21}
   */
  record Tools(
      RowEncoder rows,
      QuarantineEncoder badRows,
      EventTime eventTime,
      TimePartitions timePartitions,
      TopicFiles files,
      TopicFiles.Target data,
      TopicFiles.Target quarantine,
      String quarantineDay) {}

  TopicWriter(TopicStart start, Tools tools) {
    this.start = start;
    this.rows = tools.rows();
    this.badRows = tools.badRows();
    this.eventTime = tools.eventTime();
    this.timePartitions = tools.timePartitions();
    this.files = tools.files();
    this.data = tools.data();
    this.quarantine = tools.quarantine();
    this.quarantineDay = tools.quarantineDay();
    Map<Integer, FileGroup> groups = new HashMap<>();
    for (StartedPiece piece : start.pieces()) {
      FileGroup group = groups.computeIfAbsent(piece.fileGroup(), FileGroup::new);
      group.pieceBegins();
      pieces.put(piece.range().kafkaPartition().number(), new PieceAccount(piece, group));
    }
  }

  void land(InFlightRecord record) throws IOException {
    Coordinates at = record.coordinates();
    PieceAccount piece = arrived(at);
    if (spoiled != null) {
      piece.landed(PieceOutcome.NO_EVENT_TIME);
      return;
    }
    ByteBuffer row;
    long time;
    TimePartition timePartition;
    try {
      row = rows.encode(record);
      time = eventTime.millis(record.schema().text(), record.body(), at);
      if (!TimePartitions.isInRange(time)) {
        throw new BadRecordException(
            "time-unreadable",
            "Cannot tell the record's time: it lies outside of " + TimePartitions.RANGE + ".");
      }
      timePartition = timePartitions.of(time);
    } catch (BadRecordException e) {
      quarantine(record.bad(e), piece);
      return;
    } catch (ForeignSchemaException e) {
      spoil(e.getMessage(), at, piece);
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
    } catch (RuntimeException | StackOverflowError e) {
      LOG.warn("A file refused a row: topic={}", start.topic(), e);
      spoil(
          "Cannot write topic %s to its files, at %s: %s. Set another format for it, or leave it out."
              .formatted(start.topic(), at, e),
          at,
          piece);
    }
  }

  private void spoil(String reason, Coordinates at, PieceAccount piece) throws IOException {
    LOG.warn(
        "Topic is spoiled: topic={} kafkaPartition={} start={}: {}",
        start.topic(),
        at.kafkaPartition(),
        at.offset(),
        reason);
    piece.landed(PieceOutcome.NO_EVENT_TIME);
    spoil(reason);
  }

  void quarantine(BadRecord record) throws IOException {
    quarantine(record, arrived(record.coordinates()));
  }

  private void quarantine(BadRecord record, PieceAccount piece) throws IOException {
    piece.quarantined();
    if (spoiled != null) {
      return;
    }
    LOG.debug("Quarantined: {}", record);
    Coordinates at = record.coordinates();
    files.append(
        quarantine,
        piece.group(),
        quarantineDay,
        badRows.encode(record),
        at.kafkaPartition(),
        at.offset(),
        "");
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
      files.close(piece.group());
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
        .map(this::told)
        .toList();
  }

  private PieceOutcome told(PieceOutcome outcome) {
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
