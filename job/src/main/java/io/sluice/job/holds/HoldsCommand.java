package io.sluice.job.holds;

import io.sluice.job.command.AnswerJson;
import io.sluice.job.command.ChangeOptions;
import io.sluice.job.command.CommandFailedException;
import io.sluice.job.command.Console;
import io.sluice.job.command.IngestionCommand;
import io.sluice.job.command.Invocation;
import io.sluice.job.command.OptionRule;
import io.sluice.job.ingestion.OpenIngestion;
import io.sluice.job.kafka.AdminKafkaFacts;
import io.sluice.job.kafka.KafkaFacts;
import io.sluice.job.release.ReleaseMode;
import io.sluice.job.report.ExitCode;
import io.sluice.mapper.kafka.KafkaOptions;
import io.sluice.options.ConfigurationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code holds}: what waits for an operator, and what the operator decides. */
@Command(
    name = "holds",
    description = "lists what is held or was lost; releases a hold, acknowledges a loss",
    footerHeading = "%nExamples:%n",
    footer = {
      "  run-job.sh holds --config shop.properties",
      "  run-job.sh holds --config shop.properties --release orders/0/truncated --as skip"
    })
public final class HoldsCommand implements IngestionCommand {

  @Option(names = "--release", paramLabel = "ID", description = "release this hold")
  private Optional<String> release = Optional.empty();

  @Option(
      names = "--as",
      paramLabel = "HOW",
      converter = HowConverter.class,
      description = {
        "how to release it:",
        "skip: leave out what is in doubt, and read on behind it",
        "restart: read from the beginning of what Kafka has",
        "retry: read once more what did not fit into a task's memory",
        "accept-errors: once, put the bad records of the held range into quarantine, and land the others",
        "accept-change: land in another layout, or with another schema, than before"
      })
  private Optional<ReleaseMode> how = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "OFFSET",
      description = {
        "with --as skip of what does not fit into a task's memory: the first offset to read again;",
        "without it, as far as the task could read nothing"
      })
  private Optional<Long> to = Optional.empty();

  @Option(names = "--ack", paramLabel = "ID", description = "acknowledge this loss")
  private List<String> losses = new ArrayList<>();

  @Mixin private ChangeOptions change = new ChangeOptions();

  @Override
  public List<OptionRule> rules() {
    return List.of(
        OptionRule.excludes("--release", "--ack"),
        OptionRule.needs("--as", "--release"),
        OptionRule.needs("--to", "--release"),
        OptionRule.needs("--reason", "--release", "--ack"),
        OptionRule.needs("--execute", "--release", "--ack"));
  }

  @Override
  public boolean mayHaveWritten() {
    return true;
  }

  @Override
  public ExitCode execute(Invocation invocation) throws IOException, CommandFailedException {
    OpenIngestion open = invocation.open(change.use());
    KafkaOptions kafka = open.ingestion().kafka();
    return execute(
        open,
        invocation.console(),
        () -> AdminKafkaFacts.connect(kafka.adminOf(open.name()), kafka.consumerOf(open.name())));
  }

  /** Connects to Kafka, which only a release asks. */
  interface KafkaSource {
    KafkaFacts connect() throws IOException;
  }

  ExitCode execute(OpenIngestion open, Console console, KafkaSource kafka)
      throws IOException, CommandFailedException {
    if (!losses.isEmpty()) {
      return new Acknowledging(open, console).execute(losses, change);
    }
    if (release.isEmpty()) {
      return list(open, console);
    }
    ReleaseMode chosen = how.orElseThrow(() -> withoutHow(release.get()));
    try (KafkaFacts facts = kafka.connect()) {
      return new Releasing(open, console, facts)
          .execute(
              release.get(),
              chosen,
              to.isPresent() ? OptionalLong.of(to.get()) : OptionalLong.empty(),
              change);
    }
  }

  private static ExitCode list(OpenIngestion open, Console console) throws IOException {
    PendingDecisions pending = PendingDecisions.read(open);
    if (console.form() == Console.Form.JSON) {
      console.print(AnswerJson.text(pending::write));
    } else {
      console.print(pending.text());
    }
    return console.unless(
        open.setBack(), pending.isNothing() ? ExitCode.DONE : ExitCode.NEEDS_DECISION);
  }

  private static ConfigurationException withoutHow(String id) {
    return new ConfigurationException(
        "Cannot release %s: --as is missing, which says how. Say --as with one of %s: 'holds' lists what is held, each with the command that ends it."
            .formatted(id, ReleaseMode.words()));
  }

  /** Reads the word of a way to release. */
  static final class HowConverter implements ITypeConverter<ReleaseMode> {
    @Override
    public ReleaseMode convert(String word) {
      return ReleaseMode.of(word)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "there is no such way. Say --as with one of %s: 'holds' lists what is held, each with the command that ends it."
                          .formatted(ReleaseMode.words())));
    }
  }
}
