package io.sluice.tracker.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.json.ObjectReader;
import io.sluice.tracker.json.OffsetsJson;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.LeaderEpoch;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** JSON form of topics and their Kafka partitions in an entry. Counts of zero are left out. */
final class TopicStateJson {
  private TopicStateJson() {}

  static void write(JsonGenerator out, Collection<TopicState> topics) throws IOException {
    out.writeArrayFieldStart("topics");
    for (TopicState topic : topics) {
      out.writeStartObject();
      out.writeStringField("topic", topic.topic());
      out.writeStringField("topicId", topic.topicId());
      if (!topic.formerIds().isEmpty()) {
        OffsetsJson.writeStrings(out, "formerIds", topic.formerIds());
      }
      out.writeStringField("schema", topic.schemaFingerprint());
      OffsetsJson.writeTexts(out, "layout", topic.layout());
      out.writeArrayFieldStart("kafkaPartitions");
      for (KafkaPartitionState state : topic.kafkaPartitions().values()) {
        write(out, state);
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void write(JsonGenerator out, KafkaPartitionState state) throws IOException {
    out.writeStartObject();
    out.writeNumberField("n", state.number());
    out.writeNumberField("before", state.before());
    out.writeNumberField("after", state.after());
    out.writeNumberField("epoch", state.leaderEpoch());
    out.writeNumberField("generation", state.generation());
    out.writeNumberField("watermark", state.watermark());
    out.writeNumberField("served", state.served());
    if (state.records() != 0) {
      out.writeNumberField("records", state.records());
    }
    if (state.quarantined() != 0) {
      out.writeNumberField("quarantined", state.quarantined());
    }
    if (!state.gaps().isEmpty()) {
      OffsetsJson.writeGaps(out, state.gaps());
    }
    out.writeEndObject();
  }

  static Map<String, TopicState> read(ObjectReader in) throws IOException {
    return in.objects(TopicStateJson::readTopic).stream()
        .collect(Collectors.toMap(TopicState::topic, Function.identity()));
  }

  private static TopicState readTopic(ObjectReader in) throws IOException {
    String topic = "";
    String topicId = "";
    List<String> formerIds = List.of();
    String schema = "";
    Map<String, String> layout = Map.of();
    List<KafkaPartitionState> kafkaPartitions = List.of();
    while (in.next()) {
      switch (in.name()) {
        case "topic" -> topic = in.string();
        case "topicId" -> topicId = in.string();
        case "formerIds" -> formerIds = in.strings();
        case "schema" -> schema = in.string();
        case "layout" -> layout = OffsetsJson.readTexts(in.object());
        case "kafkaPartitions" -> kafkaPartitions = in.objects(TopicStateJson::readKafkaPartition);
        default -> throw in.unknownField();
      }
    }
    in.require("topic", "topicId", "schema", "kafkaPartitions");
    return new TopicState(
        topic,
        topicId,
        formerIds,
        schema,
        layout,
        kafkaPartitions.stream()
            .collect(Collectors.toMap(KafkaPartitionState::number, Function.identity())));
  }

  private static KafkaPartitionState readKafkaPartition(ObjectReader in) throws IOException {
    int number = 0;
    long before = 0;
    long after = 0;
    int epoch = LeaderEpoch.UNKNOWN;
    int generation = 0;
    long watermark = KafkaPartitionState.NO_WATERMARK;
    long served = 0;
    long records = 0;
    long quarantined = 0;
    List<Gap> gaps = List.of();
    while (in.next()) {
      switch (in.name()) {
        case "n" -> number = in.intValue();
        case "before" -> before = in.longValue();
        case "after" -> after = in.longValue();
        case "epoch" -> epoch = in.intValue();
        case "generation" -> generation = in.intValue();
        case "watermark" -> watermark = in.longValue();
        case "served" -> served = in.longValue();
        case "records" -> records = in.longValue();
        case "quarantined" -> quarantined = in.longValue();
        case "gaps" -> gaps = OffsetsJson.readGaps(in);
        default -> throw in.unknownField();
      }
    }
    in.require("n", "before", "after", "epoch", "generation", "watermark", "served");
    return new KafkaPartitionState(
        number, before, after, epoch, generation, watermark, served, records, quarantined, gaps);
  }
}
