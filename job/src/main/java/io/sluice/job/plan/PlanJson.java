package io.sluice.job.plan;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.job.planning.PlanOutcome.Planned;
import io.sluice.job.planning.PlanSummary;
import io.sluice.job.planning.PlanSummary.Expiring;
import io.sluice.job.planning.PlanSummary.TopicForecast;
import io.sluice.job.planning.begin.Remark;
import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.Loss;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.run.Piece;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.run.Plan.LeftOut;
import io.sluice.tracker.run.Plan.PlannedRange;
import io.sluice.tracker.run.Plan.PlannedTask;
import io.sluice.tracker.run.Plan.PlannedTopic;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;

/** A plan for machines: all of it, but for the landing schemas, which their fingerprints name. */
public final class PlanJson {
  private final JsonGenerator json;

  private PlanJson(JsonGenerator json) {
    this.json = json;
  }

  /** Writes the fields of an object that has been begun. */
  public static void write(JsonGenerator json, Planned planned) throws IOException {
    new PlanJson(json).write(planned.plan(), planned.planSummary());
  }

  private void write(Plan plan, PlanSummary planSummary) throws IOException {
    json.writeStringField("ingestion", plan.ingestion());
    json.writeNumberField("base", plan.base());
    json.writeStringField("clusterId", plan.clusterId());
    json.writeStringField("fileSystem", plan.fileSystem());
    json.writeStringField("plannedAt", Instant.ofEpochMilli(plan.plannedAt()).toString());
    json.writeNumberField("offsets", planSummary.offsets());
    json.writeNumberField("bytes", planSummary.bytes());
    json.writeNumberField("lag", planSummary.lag());
    json.writeNumberField("left", planSummary.left());
    each("forecast", planSummary.topics(), this::planSummary);
    each("topics", plan.topics(), this::topic);
    each("tasks", plan.tasks(), this::task);
    each("expiring", planSummary.expiring(), this::expiring);
    each("held", plan.held().stream().filter(Hold::waits).toList(), this::held);
    each("losses", plan.losses(), this::lost);
    each("leftOut", plan.leftOut(), this::leftOut);
    each("remarks", planSummary.remarks(), this::remark);
  }

  private void planSummary(TopicForecast topic) throws IOException {
    json.writeStringField("topic", topic.topic());
    json.writeNumberField("kafkaPartitions", topic.kafkaPartitions());
    json.writeNumberField("read", topic.read());
    json.writeNumberField("pieces", topic.pieces());
    json.writeNumberField("tasks", topic.tasks());
    json.writeNumberField("offsets", topic.offsets());
    json.writeNumberField("bytes", topic.bytes());
    json.writeStringField("sizeBy", word(topic.sizeSource()));
    json.writeNumberField("lag", topic.lag());
    json.writeNumberField("left", topic.left());
  }

  private void topic(PlannedTopic topic) throws IOException {
    json.writeStringField("topic", topic.topic());
    json.writeStringField("topicId", topic.topicId());
    json.writeStringField("directory", topic.directory());
    json.writeStringField("schema", topic.schemaFingerprint());
    each("ranges", topic.ranges(), this::range);
  }

  private void range(PlannedRange range) throws IOException {
    json.writeNumberField("kafkaPartition", range.kafkaPartition());
    json.writeNumberField("before", range.before());
    json.writeNumberField("start", range.start());
    json.writeNumberField("end", range.end());
    json.writeNumberField("logEnd", range.logEnd());
    json.writeNumberField("generation", range.generation());
    each("gaps", range.gaps(), this::gap);
  }

  private void gap(Gap gap) throws IOException {
    json.writeStringField("kind", word(gap.kind()));
    json.writeNumberField("start", gap.start());
    json.writeNumberField("end", gap.end());
    json.writeNumberField("count", gap.count());
  }

  private void task(PlannedTask task) throws IOException {
    json.writeNumberField("task", task.number());
    json.writeNumberField("bytes", task.bytes());
    each("pieces", task.pieces(), this::piece);
  }

  private void piece(Piece piece) throws IOException {
    json.writeStringField("topic", piece.range().kafkaPartition().topic());
    json.writeNumberField("kafkaPartition", piece.range().kafkaPartition().number());
    json.writeNumberField("start", piece.range().start());
    json.writeNumberField("end", piece.range().end());
    json.writeNumberField("fileGroup", piece.fileGroup());
  }

  private void expiring(Expiring expiring) throws IOException {
    json.writeStringField("topic", expiring.range().kafkaPartition().topic());
    json.writeNumberField("kafkaPartition", expiring.range().kafkaPartition().number());
    json.writeNumberField("start", expiring.range().start());
    json.writeNumberField("end", expiring.range().end());
    json.writeNumberField("withinMillis", expiring.within().toMillis());
  }

  private void held(Hold held) throws IOException {
    json.writeStringField("id", held.id());
    json.writeStringField("topic", held.topic());
    if (held.kafkaPartition() != Hold.WHOLE_TOPIC) {
      json.writeNumberField("kafkaPartition", held.kafkaPartition());
    }
    json.writeStringField("cause", word(held.cause()));
    json.writeStringField("message", held.message());
    json.writeStringField("since", Instant.ofEpochMilli(held.since()).toString());
    json.writeNumberField("sinceVersion", held.sinceVersion());
  }

  private void lost(Loss loss) throws IOException {
    json.writeStringField("id", loss.id());
    json.writeStringField("topic", loss.topic());
    json.writeNumberField("kafkaPartition", loss.kafkaPartition());
    json.writeNumberField("generation", loss.generation());
    json.writeNumberField("start", loss.start());
    json.writeNumberField("end", loss.end());
    json.writeStringField("since", Instant.ofEpochMilli(loss.since()).toString());
  }

  private void leftOut(LeftOut leftOut) throws IOException {
    json.writeStringField("topic", leftOut.topic());
    json.writeStringField("reason", leftOut.reason());
  }

  private void remark(Remark remark) throws IOException {
    json.writeStringField("kind", word(remark.kind()));
    json.writeStringField("topic", remark.topic());
    json.writeStringField("message", remark.message());
  }

  private <T> void each(String field, Iterable<T> list, Fields<T> fields) throws IOException {
    json.writeArrayFieldStart(field);
    for (T one : list) {
      json.writeStartObject();
      fields.write(one);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** As a user would write it. */
  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private interface Fields<T> {
    void write(T one) throws IOException;
  }
}
