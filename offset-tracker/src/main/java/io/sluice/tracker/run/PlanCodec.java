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
import io.sluice.tracker.message.ForeignText;
import io.sluice.tracker.run.Plan.LeftOut;
import io.sluice.tracker.run.Plan.OnFailure;
import io.sluice.tracker.run.Plan.PlannedTask;
import io.sluice.tracker.run.Plan.PlannedTopic;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
      out.writeStringField("reason", ForeignText.message(leftOut.reason()));
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

  /** SHA-256 of a plan as it is stored, in hex; the job that works on it carries it. */
  public static String checksum(Plan plan) {
    return checksum(write(plan));
  }

  private static String checksum(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /**
   * Fails unless the content is what has that checksum.
   *
   * @param path for the message
   */
  public static void mustBe(String checksum, byte[] content, String path)
      throws UnreadableStateException {
    String found = checksum(content);
    if (!found.equals(checksum)) {
      throw new UnreadableStateException(
          "Cannot use plan "
              + path
              + ": its SHA-256 is "
              + found
              + ", and the job was submitted with "
              + (checksum.isEmpty() ? "none" : ForeignText.line(checksum, 64))
              + ", so it was edited since. This job reads and commits nothing by it. Look who may"
              + " write in the state directory, and start the run again.");
    }
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
