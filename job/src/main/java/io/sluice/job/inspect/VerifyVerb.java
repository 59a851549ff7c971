package io.sluice.job.inspect;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.job.config.Places;
import io.sluice.job.report.ExitCode;
import io.sluice.job.verb.Console;
import io.sluice.job.verb.Invocation;
import io.sluice.job.verb.Verb;
import io.sluice.tracker.verify.Finding;
import io.sluice.tracker.verify.Finding.Answer;
import io.sluice.tracker.verify.VerifyReport;
import java.io.IOException;
import java.io.PrintStream;
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
    return tell(new Verification(state, invocation, files).report(), invocation.console());
  }

  static ExitCode tell(VerifyReport report, Console console) {
    if (console.form() == Console.Form.JSON) {
      AnswerJson.print(console.out(), json -> write(json, report));
    } else {
      print(console.out(), report);
    }
    return switch (report.answer()) {
      case SOUND -> ExitCode.DONE;
      // Perhaps it is as a person wants it; only a person can say so.
      case CHANGED_BY_OTHERS -> ExitCode.NEEDS_DECISION;
      case DAMAGED -> ExitCode.DAMAGED;
    };
  }

  private static void print(PrintStream out, VerifyReport report) {
    Table table = new Table("FOUND", ">VERSION", "WHAT");
    for (Finding finding : report.findings()) {
      table.row(word(finding.kind()), finding.version(), finding.message());
    }
    if (!table.isEmpty()) {
      table.print(out);
      out.println();
    }
    out.printf(
        Locale.ROOT,
        "%s: %s up to version %d, %s, %s.%n",
        sentence(report.answer()),
        count(report.entries(), "entry", "entries"),
        report.head(),
        count(report.files(), "file", "files"),
        count(report.records(), "record", "records"));
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

  private static void write(JsonGenerator json, VerifyReport report) throws IOException {
    json.writeStringField("verdict", word(report.answer()));
    json.writeNumberField("head", report.head());
    json.writeNumberField("entries", report.entries());
    json.writeNumberField("files", report.files());
    json.writeNumberField("records", report.records());
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
