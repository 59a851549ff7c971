package io.sluice.job.inspect;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.job.config.Places;
import io.sluice.job.report.ExitCode;
import io.sluice.job.verb.Console;
import io.sluice.job.verb.Invocation;
import io.sluice.job.verb.Verb;
import io.sluice.tracker.entry.TopicPatterns;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.verify.Finding;
import io.sluice.tracker.verify.Finding.Answer;
import io.sluice.tracker.verify.FooterCounts;
import io.sluice.tracker.verify.ShallowVerify;
import io.sluice.tracker.verify.VerifyReport;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileSystem;

/** {@code verify}: holds ledger, directories and the files' own counts against each other. */
public final class VerifyVerb implements Verb {

  @Override
  public ExitCode execute(Invocation invocation) throws IOException {
    State state = State.of(invocation);
    Places places =
        Places.of(invocation.ingestion().options(), invocation.hadoop(), invocation.where());
    FileSystem files = FileSystem.get(places.fileSystem(), invocation.hadoop());
    List<String> directories = new ArrayList<>();
    for (String topic : topics(state, invocation.ingestion().options().patterns())) {
      directories.add(places.directory(topic));
      directories.add(places.quarantine(topic));
    }
    return execute(
        state, directories, new LandedCounts(files, invocation.hadoop()), invocation.console());
  }

  /** What the ledger knows, and what the configuration names: a ledger that is gone knows none. */
  private static Set<String> topics(State state, TopicPatterns patterns) throws IOException {
    Set<String> topics = new TreeSet<>(patterns.topics());
    state
        .ledger()
        .head()
        .map(StoredEntry::offsets)
        .ifPresent(head -> topics.addAll(head.state().topics().keySet()));
    return topics;
  }

  static ExitCode execute(
      State state, List<String> directories, FooterCounts counts, Console console)
      throws IOException {
    VerifyReport report =
        new ShallowVerify(
                state.store(), state.ledger(), state.upkeep().ledger(), state.publishedMarks())
            .verify(directories, counts);
    if (console.form() == Console.Form.JSON) {
      AnswerJson.print(console.out(), json -> write(json, report));
    } else {
      print(console.out(), report);
    }
    // What others changed may be as a person wants it: that is told, and is no damage.
    return report.answer() == Answer.DAMAGED ? ExitCode.DAMAGED : ExitCode.DONE;
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
        "%s: %,d entries up to version %d, %,d files, %,d records.%n",
        sentence(report.answer()),
        report.entries(),
        report.head(),
        report.files(),
        report.records());
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
