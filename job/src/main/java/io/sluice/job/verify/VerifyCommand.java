package io.sluice.job.verify;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.job.command.AnswerJson;
import io.sluice.job.command.Console;
import io.sluice.job.command.IngestionCommand;
import io.sluice.job.command.Invocation;
import io.sluice.job.command.TextTable;
import io.sluice.job.report.ExitCode;
import io.sluice.tracker.access.StateRights;
import io.sluice.tracker.verify.Finding;
import io.sluice.tracker.verify.Finding.Answer;
import io.sluice.tracker.verify.VerifyReport;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code verify}: checks ledger, directories and the files' own counts against each other. */
@Command(
    name = "verify",
    description = "checks the ledger, the directories and the files against each other",
    footerHeading = "%nExamples:%n",
    footer = {
      "  run-job.sh verify --config shop.properties",
      "  run-job.sh verify --config shop.properties --against-kafka"
    })
public final class VerifyCommand implements IngestionCommand {

  @Option(
      names = "--deep",
      description = "read every file: check its checksum, and the Kafka coordinates of each record")
  private boolean deep;

  @Option(
      names = "--against-kafka",
      description = "compare each record with what Kafka still has; includes --deep")
  private boolean againstKafka;

  @Override
  public ExitCode execute(Invocation invocation) throws IOException {
    Depth depth = againstKafka ? Depth.AGAINST_KAFKA : deep ? Depth.DEEP : Depth.SHALLOW;
    return answer(
        new Verification(invocation.open(StateRights.Use.READ)).report(depth),
        depth,
        invocation.console());
  }

  static ExitCode answer(VerifyReport report, Depth depth, Console console) {
    if (console.form() == Console.Form.JSON) {
      console.print(AnswerJson.text(json -> write(json, report, depth)));
    } else {
      console.print(text(report, depth));
    }
    return switch (report.answer()) {
      case SOUND -> ExitCode.DONE;
      // Perhaps it is as an operator wants it; only an operator can say so.
      case CHANGED_BY_OTHERS -> ExitCode.NEEDS_DECISION;
      case DAMAGED -> ExitCode.DAMAGED;
    };
  }

  private static String text(VerifyReport report, Depth depth) {
    TextTable table = new TextTable("FOUND", ">VERSION", "WHAT");
    StringBuilder text = new StringBuilder();
    StringBuilder notes = new StringBuilder();
    for (Finding finding : report.findings()) {
      if (finding.kind() == Finding.Kind.COMPARED_WITH_KAFKA) {
        notes.append(finding.message()).append(System.lineSeparator());
      } else {
        table.row(word(finding.kind()), finding.version(), finding.message());
      }
    }
    if (!table.isEmpty()) {
      text.append(table.text()).append(System.lineSeparator());
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %s up to version %d, %s, %s%s.%n%s%n",
            sentence(report.answer()),
            count(report.entries(), "entry", "entries"),
            report.head(),
            count(report.files(), "file", "files"),
            count(report.records(), "record", "records"),
            report.gone() == 0
                ? ""
                : String.format(Locale.ROOT, ", of them %,d accepted as gone", report.gone()),
            depth.sentence()));
    return text.append(notes).toString();
  }

  /** Depth of a verification, the shallowest first. */
  enum Depth {
    SHALLOW(
        "The ledger, and names, lengths and footers of files were checked; contents were not read. To read them: verify --deep"),
    DEEP(
        "Every file was read; Kafka was not. To compare record by record with what it still has: verify --against-kafka"),
    AGAINST_KAFKA("Every file was read, and what Kafka still has.");

    private final String sentence;

    Depth(String sentence) {
      this.sentence = sentence;
    }

    String sentence() {
      return sentence;
    }
  }

  private static String count(long count, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : many);
  }

  private static String sentence(Answer answer) {
    return switch (answer) {
      case SOUND -> "Sound";
      case CHANGED_BY_OTHERS -> "Changed by others, see above";
      case DAMAGED -> "Damaged, see above";
    };
  }

  private static void write(JsonGenerator json, VerifyReport report, Depth depth)
      throws IOException {
    json.writeStringField("verdict", word(report.answer()));
    json.writeStringField("looked", word(depth));
    json.writeNumberField("head", report.head());
    json.writeNumberField("entries", report.entries());
    json.writeNumberField("files", report.files());
    json.writeNumberField("records", report.records());
    json.writeNumberField("acceptedAsGone", report.gone());
    json.writeArrayFieldStart("findings");
    for (Finding finding : report.findings()) {
      json.writeStartObject();
      json.writeStringField("kind", word(finding.kind()));
      json.writeStringField("verdict", word(finding.answer()));
      json.writeNumberField("version", finding.version());
      json.writeStringField("message", finding.message());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
