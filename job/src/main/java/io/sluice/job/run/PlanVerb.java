package io.sluice.job.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.job.config.TopicOptions.Value;
import io.sluice.job.ingestion.OpenIngestion;
import io.sluice.job.ingestion.StateAccess;
import io.sluice.job.planning.PlanOutcome.Planned;
import io.sluice.job.planning.landing.StoredTopicDirectories;
import io.sluice.job.planning.show.PlanJson;
import io.sluice.job.planning.show.PlanText;
import io.sluice.job.planning.show.TopicSettings;
import io.sluice.job.report.ExitCode;
import io.sluice.job.verb.Console;
import io.sluice.job.verb.Invocation;
import io.sluice.job.verb.Verb;
import io.sluice.job.verb.VerbFailedException;
import io.sluice.tracker.access.StateRights;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.run.RunId;
import java.io.IOException;
import java.io.StringWriter;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The verb {@code plan}: what a run would do. It touches nothing. */
public final class PlanVerb implements Verb {
  private static final String TOPIC = "--topic";

  private final SecureRandom random = new SecureRandom();

  @Override
  public ExitCode execute(Invocation invocation)
      throws IOException, InterruptedException, VerbFailedException {
    OpenIngestion open =
        OpenIngestion.open(
            invocation.ingestion(), invocation.hadoop(), invocation.where(), invocation.clock());
    StateAccess.check(open, StateRights.Use.READ);
    List<String> notes = new ArrayList<>();
    open.tracker().setBackCheck().check();
    Optional<StoredEntry> head = open.tracker().ledger().head();
    if (head.isPresent() && !open.tracker().publishedMarks().isPublished(head.get())) {
      notes.add(
          "Version %d stands and is not published yet: a run publishes it first."
              .formatted(head.get().version()));
    }
    Planned planned =
        new ConfiguredPlans(
                open,
                StoredTopicDirectories.looking(
                    open.store(), open.places(), open.tracker().ledger()::runId))
            .planning(random)
            .preview(head, RunId.fresh(open.clock(), random), notes);
    Optional<String> topic = invocation.flags().value(TOPIC);
    Console console = invocation.console();
    console.print(
        console.form() == Console.Form.JSON
            ? json(planned, notes, settings(open, topic)) + "\n"
            : text(planned, notes, topic, settings(open, topic)));
    return ExitCode.DONE;
  }

  private static List<Value> settings(OpenIngestion open, Optional<String> topic) {
    return topic.map(name -> open.ingestion().forTopic(name).values()).orElse(List.of());
  }

  private static String text(
      Planned planned, List<String> notes, Optional<String> topic, List<Value> settings) {
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

  private static String json(Planned planned, List<String> notes, List<Value> settings)
      throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeNumberField("answer", 1);
      PlanJson.write(json, planned);
      json.writeArrayFieldStart("notes");
      for (String note : notes) {
        json.writeString(note);
      }
      json.writeEndArray();
      if (!settings.isEmpty()) {
        TopicSettings.write(json, settings);
      }
      json.writeEndObject();
    }
    return text.toString();
  }
}
