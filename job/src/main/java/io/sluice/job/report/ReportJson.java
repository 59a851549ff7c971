package io.sluice.job.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.tracker.json.SharedForms;
import io.sluice.tracker.message.ForeignText;
import io.sluice.tracker.offset.Gap;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The report as one JSON object, {@code report} being its version. */
public final class ReportJson {
  private static final int VERSION = 1;

  private ReportJson() {}

  public static String write(RunReport report) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeNumberField("report", VERSION);
      json.writeStringField("ingestion", report.ingestion());
      json.writeStringField("runId", report.runId());
      json.writeStringField("client", report.client().name().toLowerCase(Locale.ROOT));
      json.writeNumberField("base", report.base());
      json.writeNumberField("version", report.version());
      json.writeNumberField("exitCode", report.exitCode().number());
      json.writeStringField("outcome", report.exitCode().name().toLowerCase(Locale.ROOT));
      json.writeStringField("message", ForeignText.message(report.message()));
      json.writeNumberField("startedAt", report.startedAt());
      json.writeNumberField("endedAt", report.endedAt());
      json.writeStringField("jobId", report.jobId());
      json.writeNumberField("records", report.records());
      json.writeNumberField("quarantined", report.quarantined());
      json.writeNumberField("files", report.files());
      json.writeNumberField("bytes", report.bytes());
      json.writeNumberField("lag", report.lag());
      json.writeNumberField("leftByBounds", report.leftByBounds());
      stages(json, report.stages());
      topics(json, report.topics());
      SharedForms.HELD.write(json, report.held());
      SharedForms.LOSSES.write(json, report.losses());
      lines(json, "left", report.left());
      lines(json, "remarks", report.remarks());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the report into memory", e);
    }
    return text + "\n";
  }

  private static void stages(JsonGenerator json, List<RunReport.Stage> stages) throws IOException {
    json.writeArrayFieldStart("stages");
    for (RunReport.Stage stage : stages) {
      json.writeStartObject();
      json.writeStringField("stage", stage.name());
      json.writeNumberField("millis", stage.millis());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void topics(JsonGenerator json, List<TopicReport> topics) throws IOException {
    json.writeArrayFieldStart("topics");
    for (TopicReport topic : topics) {
      json.writeStartObject();
      json.writeStringField("topic", topic.topic());
      json.writeNumberField("kafkaPartitions", topic.kafkaPartitions());
      json.writeNumberField("records", topic.records());
      json.writeNumberField("quarantined", topic.quarantined());
      json.writeObjectFieldStart("gaps");
      for (Map.Entry<Gap.Kind, Long> gap : topic.gaps().entrySet()) {
        json.writeNumberField(gap.getKey().name().toLowerCase(Locale.ROOT), gap.getValue());
      }
      json.writeEndObject();
      json.writeNumberField("files", topic.files());
      json.writeNumberField("bytes", topic.bytes());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void lines(JsonGenerator json, String name, List<String> lines)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String line : lines) {
      json.writeString(ForeignText.message(line));
    }
    json.writeEndArray();
  }
}
