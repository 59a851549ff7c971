package io.sluice.job.inspect;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.job.config.Places;
import io.sluice.job.report.ExitCode;
import io.sluice.job.verb.Console;
import io.sluice.job.verb.Flags;
import io.sluice.job.verb.Invocation;
import io.sluice.job.verb.Verb;
import io.sluice.tracker.verify.Finding;
import io.sluice.tracker.verify.Finding.Answer;
import io.sluice.tracker.verify.VerifyReport;
import java.io.IOException;
import java.util.Locale;
import org.apache.hadoop.fs.FileSystem;

/** {@code verify}: holds ledger, directories and the files' own counts against each other. */
public final class VerifyVerb implements Verb {

  @Override
  public ExitCode execute(Invocation invocation) throws IOException {
    State state = State.of(invocation);
    Places places =
        Places.of(invocation.ingestion().options(), invocation.hadoop(), invocation.where());
    FileSystem files = FileSystem.get(places.fileSystem(), invocation.hadoop());
    return tell(
        new Verification(state, invocation, files).report(),
        Looked.by(invocation.flags()),
        invocation.console());
  }

  static ExitCode tell(VerifyReport report, Looked looked, Console console) {
    if (console.form() == Console.Form.JSON) {
      console.print(AnswerJson.text(json -> write(json, report, looked)));
    } else {
      console.print(text(report, looked));
    }
    return switch (report.answer()) {
      case SOUND -> ExitCode.DONE;
      // Perhaps it is as a person wants it; only a person can say so.
      case CHANGED_BY_OTHERS -> ExitCode.NEEDS_DECISION;
      case DAMAGED -> ExitCode.DAMAGED;
    };
  }

  private static String text(VerifyReport report, Looked looked) {
    Table table = new Table("FOUND", ">VERSION", "WHAT");
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
            looked.sentence()));
    return text.append(notes).toString();
  }

  /** Depth of a verification, the shallowest first. */
  enum Looked {
    SHALLOW(
        "The ledger, and names, lengths and footers of files were checked; contents were not read. To read them: verify --deep"),
    DEEP(
        "Every file was read; Kafka was not. To compare record by record with what it still has: verify --against-kafka"),
    AGAINST_KAFKA("Every file was read, and what Kafka still has.");

    private final String sentence;

    Looked(String sentence) {
      this.sentence = sentence;
    }

    static Looked by(Flags flags) {
      if (flags.has("--against-kafka")) {
        return AGAINST_KAFKA;
      }
      return flags.has("--deep") ? DEEP : SHALLOW;
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

  private static void write(JsonGenerator json, VerifyReport report, Looked looked)
      throws IOException {
    json.writeStringField("verdict", word(report.answer()));
    json.writeStringField("looked", word(looked));
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
