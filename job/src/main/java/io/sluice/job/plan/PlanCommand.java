package io.sluice.job.plan;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.job.command.AnswerJson;
import io.sluice.job.command.CommandFailedException;
import io.sluice.job.command.Console;
import io.sluice.job.command.IngestionCommand;
import io.sluice.job.command.Invocation;
import io.sluice.job.config.TopicOptions.Value;
import io.sluice.job.ingestion.OpenIngestion;
import io.sluice.job.planning.PlanOutcome.Planned;
import io.sluice.job.planning.landing.StoredTopicDirectories;
import io.sluice.job.report.ExitCode;
import io.sluice.tracker.access.StateRights;
import io.sluice.tracker.ledger.StoredEntry;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code plan}: what a run would do. It changes nothing. */
@Command(
    name = "plan",
    description = "shows what a run would do, without changing anything",
    footerHeading = "%nExamples:%n",
    footer = {
      "  run-job.sh plan --config shop.properties",
      "  run-job.sh plan --config shop.properties --topic orders"
    })
public final class PlanCommand implements IngestionCommand {

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "show this topic: its ranges, and each setting with where it comes from")
  private Optional<String> topic = Optional.empty();

  @Override
  public ExitCode ofFailure() {
    return ExitCode.FAILED;
  }

  @Override
  public ExitCode execute(Invocation invocation) throws IOException, CommandFailedException {
    OpenIngestion open = invocation.open(StateRights.Use.READ);
    List<String> notes = new ArrayList<>();
    Planned planned = planned(open, notes);
    List<Value> settings =
        topic.map(name -> open.ingestion().forTopic(name).values()).orElse(List.of());
    Console console = invocation.console();
    console.print(
        console.form() == Console.Form.JSON
            ? AnswerJson.text(json -> write(json, planned, notes, settings))
            : text(planned, notes, settings));
    return ExitCode.DONE;
  }

  private static Planned planned(OpenIngestion open, List<String> notes)
      throws IOException, CommandFailedException {
    open.tracker().setBackCheck().check();
    Optional<StoredEntry> head = open.tracker().ledger().head();
    if (head.isPresent() && !open.tracker().publishedMarks().isPublished(head.get())) {
      notes.add(
          "Version %d stands and is not published yet: a run publishes it first."
              .formatted(head.get().version()));
    }
    return new ConfiguredPlans(
            open,
            StoredTopicDirectories.looking(
                open.store(), open.places(), open.tracker().ledger()::runId))
        .planning(new SecureRandom())
        .preview(head, open.freshId(), notes);
  }

  private String text(Planned planned, List<String> notes, List<Value> settings) {
    StringBuilder text = new StringBuilder();
    if (topic.isPresent()) {
      text.append(PlanText.ofTopic(planned, topic.get())).append('\n');
      text.append(TopicSettings.text(settings));
    } else {
      text.append(PlanText.of(planned));
    }
    notes.forEach(each -> text.append("  note: ").append(each).append('\n'));
    return text.toString();
  }

  private static void write(
      JsonGenerator json, Planned planned, List<String> notes, List<Value> settings)
      throws IOException {
    PlanJson.write(json, planned);
    json.writeArrayFieldStart("notes");
    for (String note : notes) {
      json.writeString(note);
    }
    json.writeEndArray();
    if (!settings.isEmpty()) {
      TopicSettings.write(json, settings);
    }
  }
}
