package io.sluice.tracker.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.tracker.entry.Held;
import io.sluice.tracker.entry.Loss;
import io.sluice.tracker.message.ForeignText;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.OffsetRange;
import java.io.IOException;
import java.util.List;

/** JSON form of holds and losses, which are carried until they are released or acknowledged. */
public final class HeldJson {
  private HeldJson() {}

  public static void writeHeld(JsonGenerator out, List<Held> held) throws IOException {
    out.writeArrayFieldStart("held");
    for (Held each : held) {
      out.writeStartObject();
      out.writeStringField("id", each.id());
      out.writeStringField("topic", each.topic());
      out.writeNumberField("kafkaPartition", each.kafkaPartition());
      OffsetsJson.writeConstant(out, "cause", each.cause());
      out.writeStringField("message", ForeignText.message(each.message()));
      out.writeNumberField("since", each.since());
      out.writeNumberField("sinceVersion", each.sinceVersion());
      if (!each.ranges().isEmpty()) {
        writeRanges(out, each.ranges());
      }
      if (!each.waits()) {
        out.writeStringField("suspended", ForeignText.message(each.suspended()));
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void writeRanges(JsonGenerator out, List<OffsetRange> ranges) throws IOException {
    out.writeArrayFieldStart("ranges");
    for (OffsetRange range : ranges) {
      out.writeStartArray();
      out.writeNumber(range.kafkaPartition().number());
      out.writeNumber(range.start());
      out.writeNumber(range.end());
      out.writeEndArray();
    }
    out.writeEndArray();
  }

  private record Numbers(int kafkaPartition, long start, long end) {
    OffsetRange of(String topic) {
      return new OffsetRange(new KafkaPartition(topic, kafkaPartition), start, end);
    }
  }

  public static List<Held> readHeld(ObjectReader in) throws IOException {
    return in.objects(HeldJson::readOneHeld);
  }

  private static Held readOneHeld(ObjectReader in) throws IOException {
    String id = "";
    String topic = "";
    int kafkaPartition = Held.WHOLE_TOPIC;
    Held.Cause cause = Held.Cause.TRUNCATED;
    String message = "";
    long since = 0;
    long sinceVersion = 0;
    List<Numbers> ranges = List.of();
    String suspended = "";
    while (in.next()) {
      switch (in.name()) {
        case "id" -> id = in.string();
        case "topic" -> topic = in.string();
        case "kafkaPartition" -> kafkaPartition = in.intValue();
        case "ranges" ->
            ranges = in.tuples(3, one -> new Numbers(Math.toIntExact(one[0]), one[1], one[2]));
        case "suspended" -> suspended = in.string();
        case "cause" -> cause = in.constant(Held.Cause.class);
        case "message" -> message = in.string();
        case "since" -> since = in.longValue();
        case "sinceVersion" -> sinceVersion = in.longValue();
        default -> throw in.unknownField();
      }
    }
    in.require("id", "topic", "kafkaPartition", "cause", "message", "since", "sinceVersion");
    String of = topic;
    return new Held(
        id,
        topic,
        kafkaPartition,
        cause,
        message,
        since,
        sinceVersion,
        ranges.stream().map(each -> each.of(of)).toList(),
        suspended);
  }

  public static void writeLosses(JsonGenerator out, List<Loss> losses) throws IOException {
    out.writeArrayFieldStart("losses");
    for (Loss loss : losses) {
      out.writeStartObject();
      out.writeStringField("id", loss.id());
      out.writeStringField("topic", loss.topic());
      out.writeNumberField("kafkaPartition", loss.kafkaPartition());
      out.writeNumberField("generation", loss.generation());
      out.writeNumberField("start", loss.start());
      out.writeNumberField("end", loss.end());
      out.writeNumberField("since", loss.since());
      out.writeNumberField("sinceVersion", loss.sinceVersion());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  public static List<Loss> readLosses(ObjectReader in) throws IOException {
    return in.objects(HeldJson::readLoss);
  }

  private static Loss readLoss(ObjectReader in) throws IOException {
    String id = "";
    String topic = "";
    int kafkaPartition = 0;
    int generation = 0;
    long start = 0;
    long end = 0;
    long since = 0;
    long sinceVersion = 0;
    while (in.next()) {
      switch (in.name()) {
        case "id" -> id = in.string();
        case "topic" -> topic = in.string();
        case "kafkaPartition" -> kafkaPartition = in.intValue();
        case "generation" -> generation = in.intValue();
        case "start" -> start = in.longValue();
        case "end" -> end = in.longValue();
        case "since" -> since = in.longValue();
        case "sinceVersion" -> sinceVersion = in.longValue();
        default -> throw in.unknownField();
      }
    }
    in.require(
        "id", "topic", "kafkaPartition", "generation", "start", "end", "since", "sinceVersion");
    return new Loss(id, topic, kafkaPartition, generation, start, end, since, sinceVersion);
  }
}
