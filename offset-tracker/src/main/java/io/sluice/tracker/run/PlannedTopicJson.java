package io.sluice.tracker.run;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.tracker.json.ObjectReader;
import io.sluice.tracker.json.OffsetsJson;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.run.Plan.ErrorBudget;
import io.sluice.tracker.run.Plan.PlannedRange;
import io.sluice.tracker.run.Plan.PlannedTopic;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The topics of a plan. */
final class PlannedTopicJson {
  private PlannedTopicJson() {}

  static void write(JsonGenerator out, List<PlannedTopic> topics) throws IOException {
    out.writeArrayFieldStart("topics");
    for (PlannedTopic topic : topics) {
      out.writeStartObject();
      out.writeStringField("topic", topic.topic());
      out.writeStringField("topicId", topic.topicId());
      out.writeStringField("directory", topic.directory());
      out.writeStringField("quarantineDirectory", topic.quarantineDirectory());
      out.writeStringField("schema", topic.schemaFingerprint());
      out.writeStringField("landingSchema", topic.landingSchema());
      OffsetsJson.writeTexts(out, "layout", topic.layout());
      out.writeObjectFieldStart("errorBudget");
      out.writeNumberField("minCount", topic.errorBudget().minCount());
      out.writeNumberField("maxRatio", topic.errorBudget().maxRatio());
      out.writeEndObject();
      out.writeArrayFieldStart("kafkaPartitions");
      for (PlannedRange range : topic.ranges()) {
        write(out, range);
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void write(JsonGenerator out, PlannedRange range) throws IOException {
    out.writeStartObject();
    out.writeNumberField("n", range.kafkaPartition());
    out.writeNumberField("before", range.before());
    out.writeNumberField("start", range.start());
    out.writeNumberField("end", range.end());
    out.writeNumberField("logEnd", range.logEnd());
    out.writeNumberField("epoch", range.ledgerEpoch());
    out.writeNumberField("generation", range.generation());
    out.writeNumberField("askedAt", range.askedAt());
    if (!range.gaps().isEmpty()) {
      OffsetsJson.writeGaps(out, range.gaps());
    }
    out.writeEndObject();
  }

  static List<PlannedTopic> read(ObjectReader in) throws IOException {
    return in.objects(PlannedTopicJson::readTopic);
  }

  private static PlannedTopic readTopic(ObjectReader in) throws IOException {
    String topic = "";
    String topicId = "";
    String directory = "";
    String quarantineDirectory = "";
    String schema = "";
    String landingSchema = "";
    Map<String, String> layout = Map.of();
    ErrorBudget errorBudget = new ErrorBudget(0, 0);
    List<PlannedRange> ranges = List.of();
    while (in.next()) {
      switch (in.name()) {
        case "topic" -> topic = in.string();
        case "topicId" -> topicId = in.string();
        case "directory" -> directory = in.string();
        case "quarantineDirectory" -> quarantineDirectory = in.string();
        case "schema" -> schema = in.string();
        case "landingSchema" -> landingSchema = in.string();
        case "layout" -> layout = OffsetsJson.readTexts(in.object());
        case "errorBudget" -> errorBudget = readBudget(in.object());
        case "kafkaPartitions" -> ranges = in.objects(PlannedTopicJson::readRange);
        default -> throw in.unknownField();
      }
    }
    in.require("topic", "topicId", "directory", "quarantineDirectory", "schema", "landingSchema");
    in.require("errorBudget", "kafkaPartitions");
    return new PlannedTopic(
        topic,
        topicId,
        directory,
        quarantineDirectory,
        landingSchema,
        schema,
        layout,
        errorBudget,
        ranges);
  }

  private static ErrorBudget readBudget(ObjectReader in) throws IOException {
    long minCount = 0;
    double maxRatio = 0;
    while (in.next()) {
      switch (in.name()) {
        case "minCount" -> minCount = in.longValue();
        case "maxRatio" -> maxRatio = in.doubleValue();
        default -> throw in.unknownField();
      }
    }
    in.require("minCount", "maxRatio");
    return new ErrorBudget(minCount, maxRatio);
  }

  private static PlannedRange readRange(ObjectReader in) throws IOException {
    int number = 0;
    long before = 0;
    long start = 0;
    long end = 0;
    long logEnd = 0;
    int epoch = LeaderEpoch.UNKNOWN;
    int generation = 0;
    long askedAt = 0;
    List<Gap> gaps = List.of();
    while (in.next()) {
      switch (in.name()) {
        case "n" -> number = in.intValue();
        case "before" -> before = in.longValue();
        case "start" -> start = in.longValue();
        case "end" -> end = in.longValue();
        case "logEnd" -> logEnd = in.longValue();
        case "epoch" -> epoch = in.intValue();
        case "generation" -> generation = in.intValue();
        case "askedAt" -> askedAt = in.longValue();
        case "gaps" -> gaps = OffsetsJson.readGaps(in);
        default -> throw in.unknownField();
      }
    }
    in.require("n", "before", "start", "end", "logEnd", "epoch", "generation", "askedAt");
    return new PlannedRange(number, before, start, end, logEnd, epoch, generation, askedAt, gaps);
  }
}
