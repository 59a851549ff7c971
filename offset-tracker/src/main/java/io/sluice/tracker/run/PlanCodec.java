package io.sluice.tracker.run;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.tracker.entry.Held;
import io.sluice.tracker.entry.Loss;
import io.sluice.tracker.entry.TopicPatterns;
import io.sluice.tracker.json.HeldJson;
import io.sluice.tracker.json.JsonFile;
import io.sluice.tracker.json.ObjectReader;
import io.sluice.tracker.json.OffsetsJson;
import io.sluice.tracker.json.PatternsJson;
import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.run.Plan.LeftOut;
import io.sluice.tracker.run.Plan.OnFailure;
import io.sluice.tracker.run.Plan.PlannedTask;
import io.sluice.tracker.run.Plan.PlannedTopic;
import java.io.IOException;
import java.util.List;

/** A plan as JSON. */
public final class PlanCodec {
  private static final int FORMAT = 1;

  private PlanCodec() {}

  public static byte[] write(Plan plan) {
    return JsonFile.write(FORMAT, out -> write(out, plan));
  }

  private static void write(JsonGenerator out, Plan plan) throws IOException {
    out.writeStringField("runId", plan.runId());
    out.writeStringField("ingestion", plan.ingestion());
    out.writeStringField("ledgerId", plan.ledgerId());
    out.writeNumberField("base", plan.base());
    out.writeStringField("baseChecksum", plan.baseChecksum());
    out.writeStringField("clusterId", plan.clusterId());
    out.writeStringField("fileSystem", plan.fileSystem());
    out.writeNumberField("plannedAt", plan.plannedAt());
    OffsetsJson.writeConstant(out, "commitOnFailure", plan.onFailure());
    PlannedTopicJson.write(out, plan.topics());
    PlannedTaskJson.write(out, plan.tasks());
    HeldJson.writeHeld(out, plan.held());
    HeldJson.writeLosses(out, plan.losses());
    PatternsJson.write(out, plan.patterns());
    out.writeArrayFieldStart("leftOut");
    for (LeftOut leftOut : plan.leftOut()) {
      out.writeStartObject();
      out.writeStringField("topic", leftOut.topic());
      out.writeStringField("reason", leftOut.reason());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /**
   * Reads a plan.
   *
   * @param path for messages
   */
  public static Plan read(byte[] content, String path) throws UnreadableStateException {
    return JsonFile.read(content, path, FORMAT, PlanCodec::read);
  }

  private static Plan read(ObjectReader in) throws IOException {
    String runId = "";
    String ingestion = "";
    String ledgerId = "";
    long base = 0;
    String baseChecksum = "";
    String clusterId = "";
    String fileSystem = "";
    long plannedAt = 0;
    OnFailure onFailure = OnFailure.PARTIAL;
    List<PlannedTopic> topics = List.of();
    List<PlannedTask> tasks = List.of();
    List<Held> held = List.of();
    List<Loss> losses = List.of();
    TopicPatterns patterns = TopicPatterns.NONE;
    List<LeftOut> leftOut = List.of();
    while (in.next()) {
      switch (in.name()) {
        case "runId" -> runId = in.string();
        case "ingestion" -> ingestion = in.string();
        case "ledgerId" -> ledgerId = in.string();
        case "base" -> base = in.longValue();
        case "baseChecksum" -> baseChecksum = in.string();
        case "clusterId" -> clusterId = in.string();
        case "fileSystem" -> fileSystem = in.string();
        case "plannedAt" -> plannedAt = in.longValue();
        case "commitOnFailure" -> onFailure = in.constant(OnFailure.class);
        case "topics" -> topics = PlannedTopicJson.read(in);
        case "tasks" -> tasks = PlannedTaskJson.read(in);
        case "held" -> held = HeldJson.readHeld(in);
        case "losses" -> losses = HeldJson.readLosses(in);
        case "patterns" -> patterns = PatternsJson.read(in);
        case "leftOut" -> leftOut = in.objects(PlanCodec::readLeftOut);
        default -> throw in.unknownField();
      }
    }
    in.require("runId", "ingestion", "ledgerId", "base", "baseChecksum", "clusterId", "fileSystem");
    in.require("plannedAt", "commitOnFailure", "topics", "tasks", "held", "losses", "patterns");
    in.require("leftOut");
    return new Plan(
        ingestion,
        ledgerId,
        runId,
        base,
        baseChecksum,
        clusterId,
        fileSystem,
        plannedAt,
        onFailure,
        topics,
        tasks,
        held,
        losses,
        patterns,
        leftOut);
  }

  private static LeftOut readLeftOut(ObjectReader in) throws IOException {
    String topic = "";
    String reason = "";
    while (in.next()) {
      switch (in.name()) {
        case "topic" -> topic = in.string();
        case "reason" -> reason = in.string();
        default -> throw in.unknownField();
      }
    }
    in.require("topic", "reason");
    return new LeftOut(topic, reason);
  }
}
