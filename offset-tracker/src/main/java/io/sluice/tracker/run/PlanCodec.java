package io.sluice.tracker.run;

import static io.sluice.tracker.json.Field.constant;
import static io.sluice.tracker.json.Field.decimal;
import static io.sluice.tracker.json.Field.inline;
import static io.sluice.tracker.json.Field.integer;
import static io.sluice.tracker.json.Field.list;
import static io.sluice.tracker.json.Field.message;
import static io.sluice.tracker.json.Field.named;
import static io.sluice.tracker.json.Field.number;
import static io.sluice.tracker.json.Field.text;
import static io.sluice.tracker.json.Field.value;

import io.sluice.tracker.json.JsonFile;
import io.sluice.tracker.json.RecordForm;
import io.sluice.tracker.json.SharedForms;
import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.message.ForeignText;
import io.sluice.tracker.run.Plan.ErrorBudget;
import io.sluice.tracker.run.Plan.LeftOut;
import io.sluice.tracker.run.Plan.OnFailure;
import io.sluice.tracker.run.Plan.PlannedRange;
import io.sluice.tracker.run.Plan.PlannedTask;
import io.sluice.tracker.run.Plan.PlannedTopic;
import java.util.List;

/** A plan as JSON. */
public final class PlanCodec {
  private static final RecordForm<PlannedTopic> TOPIC =
      RecordForm.of(
          PlannedTopic.class,
          text("topic"),
          text("topicId"),
          text("directory"),
          text("quarantineDirectory"),
          text("schema").of("schemaFingerprint"),
          text("landingSchema"),
          named("layout"),
          value(
              "errorBudget",
              RecordForm.of(ErrorBudget.class, number("minCount"), decimal("maxRatio"))),
          list(
                  "kafkaPartitions",
                  RecordForm.of(
                      PlannedRange.class,
                      integer("n").of("kafkaPartition"),
                      number("before"),
                      number("start"),
                      number("end"),
                      number("logEnd"),
                      integer("epoch").of("ledgerEpoch"),
                      integer("generation"),
                      number("askedAt"),
                      list("gaps", SharedForms.GAP).orElse(List.of())))
              .of("ranges"));

  private static final RecordForm<PlannedTask> TASK =
      RecordForm.of(
          PlannedTask.class,
          integer("task").of("number"),
          number("bytes"),
          list(
              "pieces",
              RecordForm.of(
                  Piece.class,
                  inline("range", SharedForms.RANGE),
                  integer("epoch").of("ledgerEpoch"),
                  integer("fileGroup"))));

  private static final JsonFile<Plan> FILE =
      JsonFile.plain(
          1,
          RecordForm.of(
              Plan.class,
              text("runId"),
              text("ingestion"),
              text("ledgerId"),
              number("base"),
              text("baseChecksum"),
              text("clusterId"),
              text("fileSystem"),
              number("plannedAt"),
              constant("commitOnFailure", OnFailure.class).of("onFailure"),
              list("topics", TOPIC),
              list("tasks", TASK),
              SharedForms.HELD,
              SharedForms.LOSSES,
              value("patterns", SharedForms.PATTERNS),
              list("leftOut", RecordForm.of(LeftOut.class, text("topic"), message("reason")))));

  private PlanCodec() {}

  public static byte[] write(Plan plan) {
    return FILE.write(plan);
  }

  /**
   * Reads a plan.
   *
   * @param path for messages
   */
  public static Plan read(byte[] content, String path) throws UnreadableStateException {
    return FILE.read(content, path);
  }

  /** SHA-256 of a plan as it is stored, in hex; the job that works on it carries it. */
  public static String checksum(Plan plan) {
    return JsonFile.checksum(write(plan));
  }

  /**
   * Fails unless the content is what has that checksum.
   *
   * @param path for the message
   */
  public static void mustBe(String checksum, byte[] content, String path)
      throws UnreadableStateException {
    String found = JsonFile.checksum(content);
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
}
