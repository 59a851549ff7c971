package io.sluice.tracker.run;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.tracker.json.ObjectReader;
import io.sluice.tracker.json.OffsetsJson;
import io.sluice.tracker.message.ForeignText;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.offset.PieceOutcome;
import io.sluice.tracker.offset.RangeFailure;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/** JSON form of the outcomes of pieces in a manifest. */
final class PieceOutcomeJson {
  private PieceOutcomeJson() {}

  static void write(JsonGenerator out, List<PieceOutcome> pieces) throws IOException {
    out.writeArrayFieldStart("pieces");
    for (PieceOutcome piece : pieces) {
      write(out, piece);
    }
    out.writeEndArray();
  }

  private static void write(JsonGenerator out, PieceOutcome piece) throws IOException {
    OffsetRange range = piece.range();
    out.writeStartObject();
    out.writeStringField("topic", range.kafkaPartition().topic());
    out.writeNumberField("n", range.kafkaPartition().number());
    out.writeNumberField("start", range.start());
    out.writeNumberField("end", range.end());
    out.writeNumberField("reached", piece.reached());
    out.writeNumberField("firstEpoch", piece.firstEpoch());
    out.writeNumberField("lastEpoch", piece.lastEpoch());
    out.writeNumberField("records", piece.records());
    out.writeNumberField("quarantined", piece.quarantined());
    if (piece.greatestEventTime() != PieceOutcome.NO_EVENT_TIME) {
      out.writeNumberField("greatestEventTime", piece.greatestEventTime());
    }
    OffsetsJson.writeGaps(out, piece.gaps());
    for (RangeFailure failure : piece.failureOrNone()) {
      out.writeObjectFieldStart("failure");
      OffsetsJson.writeConstant(out, "kind", failure.kind());
      out.writeStringField("message", ForeignText.message(failure.message()));
      if (failure.readableFrom().isPresent()) {
        out.writeNumberField("readableFrom", failure.readableFrom().getAsLong());
      }
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  static List<PieceOutcome> read(ObjectReader in) throws IOException {
    return in.objects(PieceOutcomeJson::readPiece);
  }

  private static PieceOutcome readPiece(ObjectReader in) throws IOException {
    String topic = "";
    int number = 0;
    long start = 0;
    long end = 0;
    long reached = 0;
    int firstEpoch = LeaderEpoch.UNKNOWN;
    int lastEpoch = LeaderEpoch.UNKNOWN;
    long records = 0;
    long quarantined = 0;
    long greatestEventTime = PieceOutcome.NO_EVENT_TIME;
    List<Gap> gaps = List.of();
    List<RangeFailure> failureOrNone = List.of();
    while (in.next()) {
      switch (in.name()) {
        case "topic" -> topic = in.string();
        case "n" -> number = in.intValue();
        case "start" -> start = in.longValue();
        case "end" -> end = in.longValue();
        case "reached" -> reached = in.longValue();
        case "firstEpoch" -> firstEpoch = in.intValue();
        case "lastEpoch" -> lastEpoch = in.intValue();
        case "records" -> records = in.longValue();
        case "quarantined" -> quarantined = in.longValue();
        case "greatestEventTime" -> greatestEventTime = in.longValue();
        case "gaps" -> gaps = OffsetsJson.readGaps(in);
        case "failure" -> failureOrNone = List.of(readFailure(in.object()));
        default -> throw in.unknownField();
      }
    }
    in.require("topic", "n", "start", "end", "reached", "firstEpoch", "lastEpoch", "records");
    in.require("quarantined", "gaps");
    return new PieceOutcome(
        new OffsetRange(new KafkaPartition(topic, number), start, end),
        reached,
        firstEpoch,
        lastEpoch,
        records,
        quarantined,
        greatestEventTime,
        gaps,
        failureOrNone);
  }

  private static RangeFailure readFailure(ObjectReader in) throws IOException {
    RangeFailure.Kind kind = RangeFailure.Kind.LIMIT;
    String message = "";
    OptionalLong readableFrom = OptionalLong.empty();
    while (in.next()) {
      switch (in.name()) {
        case "readableFrom" -> readableFrom = OptionalLong.of(in.longValue());
        case "kind" -> kind = in.constant(RangeFailure.Kind.class);
        case "message" -> message = in.string();
        default -> throw in.unknownField();
      }
    }
    in.require("kind", "message");
    return new RangeFailure(kind, message, readableFrom);
  }
}
