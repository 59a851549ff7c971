package io.sluice.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.sluice.job.command.Console;
import io.sluice.job.planning.LandingSchemas;
import io.sluice.job.planning.begin.Remark;
import io.sluice.job.planning.landing.TopicOwner;
import io.sluice.job.report.ExitCode;
import io.sluice.job.report.ReportFile;
import io.sluice.job.report.ReportJson;
import io.sluice.job.report.RunReport;
import io.sluice.job.report.SummaryText;
import io.sluice.mapper.address.BrokerAddress;
import io.sluice.mapper.mapreduce.TaskFailure;
import io.sluice.records.BadRecord;
import io.sluice.records.FetchedRecord;
import io.sluice.records.api.BadRecordException;
import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.message.FirstLine;
import io.sluice.tracker.verify.Finding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of each door through which text of others comes in, with the same hostile text. */
class DoorsOfForeignTextTest {
  private static final String HOSTILE =
      "field \u001b]0;title\u0007\u001b[2J\r\n2026-11-28 12:00:00 ERROR forged\u202egnp.exe\u2028x\u009b0m"
          + "y".repeat(1 << 20);

  @TempDir private Path directory;

  /** The line that a person sees of a text that came in. */
  record Door(String name, UnaryOperator<String> line) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Door> doors() {
    return List.of(
        new Door("a first line", FirstLine::of),
        new Door("an exception's first line", text -> FirstLine.said(new IOException(text))),
        new Door("an exception of a library", text -> FirstLine.named(new Exception(text))),
        new Door("a broker's address", text -> new BrokerAddress(text, 9092).toString()),
        new Door(
            "an address that cannot be resolved",
            text -> new BrokerAddress(text, 9092).problem().orElseThrow()),
        new Door("a directory's owner", text -> new TopicOwner(text, text, text).toString()),
        new Door("a schema that is unfit", text -> new LandingSchemas.Unfit(text).message()),
        new Door("a registry that refuses", text -> new LandingSchemas.Blocked(text).message()),
        new Door("a registry that is away", text -> new LandingSchemas.NotNow(text).message()),
        new Door(
            "a note on a schema",
            text -> new LandingSchemas.Fixed("", "", List.of(text)).notes().get(0)),
        new Door(
            "a remark of a plan",
            text -> new Remark(Remark.Kind.WARNING, "orders", text).message()),
        new Door("a bad record's error", text -> bad("class", text).message()),
        new Door("a bad record's class", text -> bad(text, "message").errorClass()),
        new Door(
            "what verify found", text -> new Finding(Finding.Kind.FOREIGN_FILE, 1, text).message()),
        new Door(
            "a damaged state file",
            text -> String.valueOf(new UnreadableStateException(text).getMessage())),
        new Door("a task's failure", text -> failure(text).getMessage()),
        new Door("a task's failure behind a cause", text -> deepFailure(text).getMessage()),
        new Door(
            "a commit's failure",
            text ->
                String.valueOf(
                    TaskFailure.inCommit("commit", new IOException(text)).getMessage())));
  }

  private static BadRecord bad(String errorClass, String message) {
    return BadRecord.of(
        new FetchedRecord().withoutValue(), new BadRecordException(errorClass, message));
  }

  private static TaskFailure failure(String text) {
    return TaskFailure.of(context(), "at offset 7 of orders-0", new IOException(text));
  }

  private static TaskFailure deepFailure(String text) {
    return TaskFailure.of(
        context(), "at offset 7 of orders-0", new IOException("x", new RuntimeException(text)));
  }

  private static TaskAttemptContext context() {
    return new TaskAttemptContextImpl(new Configuration(false), new TaskAttemptID());
  }

  @ParameterizedTest
  @MethodSource("doors")
  void whatComesInIsOneBoundedLine(Door door) {
    String line = door.line().apply(HOSTILE);

    assertClean(line);
    assertTrue(line.length() < 5_000, () -> door + ": " + line.length());
  }

  @Test
  void whatMapReducePrintsOfATasksFailureIsClean() {
    StringWriter text = new StringWriter();
    deepFailure(HOSTILE).printStackTrace(new PrintWriter(text));

    text.toString()
        .lines()
        .filter(line -> !line.startsWith("\t"))
        .forEach(DoorsOfForeignTextTest::assertClean);
    assertTrue(text.toString().lines().noneMatch(line -> line.startsWith("2026-11-28")));
  }

  @Test
  void aSummaryHasALineForEachThing() {
    List<String> lines = SummaryText.write(report()).lines().toList();

    lines.forEach(DoorsOfForeignTextTest::assertClean);
    assertEquals(
        5,
        lines.size(),
        () -> lines.stream().map(line -> line.substring(0, 20)).toList().toString());
  }

  @Test
  void aReportIsValidJsonWithoutWhatCannotBeSeen() throws IOException {
    Path file = directory.resolve("report.json");

    ReportFile.write(file.toString(), ReportJson.write(report()));

    String text = Files.readString(file);
    text.lines().forEach(DoorsOfForeignTextTest::assertClean);
    assertTrue(text.length() < 30_000, () -> "" + text.length());
    assertDoesNotThrow(() -> parse(text));
  }

  @Test
  void anAnswerForMachinesIsValidJsonWithoutWhatCannotBeSeen() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, UTF_8);

    new Console(stream, stream, Console.Form.JSON).print("{\"why\" : \"\u202e\u009b\u2066x\"}\n");

    assertClean(out.toString(UTF_8).strip());
    assertDoesNotThrow(() -> parse(out.toString(UTF_8)));
  }

  private static void parse(String json) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      while (parser.nextToken() != null) {
        parser.getText();
      }
    }
  }

  private static RunReport report() {
    return new RunReport(
        "app",
        RunReport.Client.OWN,
        "run",
        0,
        1,
        ExitCode.NEEDS_DECISION,
        HOSTILE,
        0,
        0,
        "job_1",
        List.of(),
        List.of(),
        List.of(new Hold("orders/0/cut", "orders", 0, Hold.Cause.TRUNCATED, HOSTILE, 0, 1)),
        List.of(),
        0,
        0,
        List.of(HOSTILE),
        List.of(HOSTILE));
  }

  private static void assertClean(String line) {
    String begin = line.substring(0, Math.min(200, line.length()));
    assertTrue(
        line.chars()
            .noneMatch(
                c ->
                    Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT
                        || c == '\u2028'
                        || c == '\u2029'),
        () -> begin.replace('\u001b', '^'));
  }
}
