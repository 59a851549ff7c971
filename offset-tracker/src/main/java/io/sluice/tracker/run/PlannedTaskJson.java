package io.sluice.tracker.run;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.tracker.json.ObjectReader;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.run.Plan.PlannedTask;
import java.io.IOException;
import java.util.List;

/** The tasks of a plan. */
final class PlannedTaskJson {
  private PlannedTaskJson() {}

  static void write(JsonGenerator out, List<PlannedTask> tasks) throws IOException {
    out.writeArrayFieldStart("tasks");
    for (PlannedTask task : tasks) {
      out.writeStartObject();
      out.writeNumberField("task", task.number());
      out.writeNumberField("bytes", task.bytes());
      out.writeArrayFieldStart("pieces");
      for (Piece piece : task.pieces()) {
        out.writeStartObject();
        out.writeStringField("topic", piece.range().kafkaPartition().topic());
        out.writeNumberField("n", piece.range().kafkaPartition().number());
        out.writeNumberField("start", piece.range().start());
        out.writeNumberField("end", piece.range().end());
        out.writeNumberField("epoch", piece.ledgerEpoch());
        out.writeNumberField("fileGroup", piece.fileGroup());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  static List<PlannedTask> read(ObjectReader in) throws IOException {
    return in.objects(PlannedTaskJson::readTask);
  }

  private static PlannedTask readTask(ObjectReader in) throws IOException {
    int number = 0;
    long bytes = 0;
    List<Piece> pieces = List.of();
    while (in.next()) {
      switch (in.name()) {
        case "task" -> number = in.intValue();
        case "bytes" -> bytes = in.longValue();
        case "pieces" -> pieces = in.objects(PlannedTaskJson::readPiece);
        default -> throw in.unknownField();
      }
    }
    in.require("task", "bytes", "pieces");
    return new PlannedTask(number, bytes, pieces);
  }

  private static Piece readPiece(ObjectReader in) throws IOException {
    String topic = "";
    int number = 0;
    long start = 0;
    long end = 0;
    int epoch = LeaderEpoch.UNKNOWN;
    int fileGroup = 0;
    while (in.next()) {
      switch (in.name()) {
        case "topic" -> topic = in.string();
        case "n" -> number = in.intValue();
        case "start" -> start = in.longValue();
        case "end" -> end = in.longValue();
        case "epoch" -> epoch = in.intValue();
        case "fileGroup" -> fileGroup = in.intValue();
        default -> throw in.unknownField();
      }
    }
    in.require("topic", "n", "start", "end", "epoch", "fileGroup");
    OffsetRange range = new OffsetRange(new KafkaPartition(topic, number), start, end);
    return new Piece(range, epoch, fileGroup);
  }
}
