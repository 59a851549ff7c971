package io.sluice.job.ledger;

import io.sluice.job.command.AnswerJson;
import io.sluice.job.command.ChangeOptions;
import io.sluice.job.command.CommandFailedException;
import io.sluice.job.command.Console;
import io.sluice.job.command.IngestionCommand;
import io.sluice.job.command.Invocation;
import io.sluice.job.command.OptionRule;
import io.sluice.job.command.PositiveNumber;
import io.sluice.job.ingestion.OpenIngestion;
import io.sluice.job.ledger.LedgerChain.Link;
import io.sluice.job.report.ExitCode;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.message.ForeignText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ledger}: lists entries, shows one, checks the chain; accepts what is not as it says. */
@Command(
    name = "ledger",
    description =
        "lists the ledger's entries, shows one, or checks all; accepts changed or lost files",
    footerHeading = "%nExamples:%n",
    footer = {
      "  run-job.sh ledger --config shop.properties --check",
      "  run-job.sh ledger --config shop.properties --accept dt=2026-11-21 --reason merged --execute"
    })
public final class LedgerCommand implements IngestionCommand {
  private static final long DEFAULT_LIMIT = 20;
  private static final long DEFAULT_ROWS = 100;

  @Parameters(
      arity = "0..1",
      paramLabel = "VERSION",
      converter = PositiveNumber.class,
      description = "the version of the entry to show; without it, all are listed")
  private Optional<Long> version = Optional.empty();

  @Option(
      names = "--check",
      description = "check every entry against the checksum in the entry after it")
  private boolean check;

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = PositiveNumber.class,
      description =
          "how many entries to list, the newest first (default 20); with VERSION, how many Kafka partitions and files to show (default 100)")
  private Optional<Long> limit = Optional.empty();

  @Option(
      names = "--maintenance",
      description = "use the maintenance ledger instead of the ledger of offsets")
  private boolean maintenance;

  @Option(
      names = "--accept",
      paramLabel = "TIME_PARTITION",
      description =
          "accept what others changed in this time partition, such as dt=2026-11-21/hour=09; a full stop stands for the files directly in a topic's directory")
  private Optional<String> accept = Optional.empty();

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "accept the changes of this topic only; without it, of all topics")
  private Optional<String> topic = Optional.empty();

  @Option(
      names = "--accept-missing",
      paramLabel = "VERSION",
      converter = PositiveNumber.class,
      description =
          "publish the newest version without those of its staged files that are lost for good; of an older version, restore the mark that it is published")
  private Optional<Long> acceptMissing = Optional.empty();

  @Mixin private ChangeOptions change = new ChangeOptions();

  @Override
  public List<OptionRule> rules() {
    return List.of(
        OptionRule.excludes("--accept", "--accept-missing", "--check", "--maintenance", "VERSION"),
        OptionRule.excludes("--accept-missing", "--check", "--maintenance", "VERSION"),
        OptionRule.excludes("VERSION", "--check"),
        OptionRule.needs("--topic", "--accept"),
        OptionRule.needs("--reason", "--accept", "--accept-missing"),
        OptionRule.needs("--execute", "--accept", "--accept-missing"));
  }

  @Override
  public boolean mayHaveWritten() {
    return true;
  }

  @Override
  public ExitCode execute(Invocation invocation) throws IOException, CommandFailedException {
    return execute(invocation.open(change.use()), invocation.console());
  }

  ExitCode execute(OpenIngestion open, Console console) throws IOException, CommandFailedException {
    if (accept.isPresent()) {
      return new AcceptingChanges(open, console).execute(accept.get(), topic, change);
    }
    if (acceptMissing.isPresent()) {
      return new AcceptingMissing(open, console).execute(acceptMissing.get(), change);
    }
    ShownLedger ledger =
        maintenance ? ShownLedger.ofMaintenance(open) : ShownLedger.ofOffsets(open);
    if (version.isPresent()) {
      show(ledger, version.get(), console);
      return ExitCode.DONE;
    }
    ExitCode answer = list(ledger, console);
    return console.unless(open.setBack(), answer);
  }

  private ExitCode list(ShownLedger ledger, Console console) throws IOException {
    List<Link> links =
        LedgerChain.newest(
            ledger.ledger(), check ? Integer.MAX_VALUE : limit.orElse(DEFAULT_LIMIT));
    LongPredicate published = ledger.published(links);
    if (console.form() == Console.Form.JSON) {
      console.print(AnswerJson.text(json -> LedgerJson.write(json, links, published)));
    } else {
      new LedgerText(console).list(links, published);
    }
    if (check) {
      return checked(links, console);
    }
    boolean headIsUnreadable = !links.isEmpty() && links.get(0) instanceof Link.Unreadable;
    return headIsUnreadable ? ExitCode.NOT_KNOWN : ExitCode.DONE;
  }

  private static ExitCode checked(List<Link> links, Console console) {
    long bad = links.stream().filter(link -> !(link instanceof Link.Reached)).count();
    if (bad == 0) {
      console.note("The chain of %d entries is whole.".formatted(links.size()));
      return ExitCode.DONE;
    }
    console.note(
        "Cannot follow the chain of checksums to %d of %d entries: see there. Restore the state directory if one was edited or deleted."
            .formatted(bad, links.size()));
    return ExitCode.DAMAGED;
  }

  private void show(ShownLedger ledger, long shown, Console console)
      throws IOException, CommandFailedException {
    StoredEntry stored =
        ledger
            .ledger()
            .entry(shown)
            .orElseThrow(
                () ->
                    new CommandFailedException(
                        ExitCode.USAGE,
                        "Cannot show version %d of %s: there is no such entry. List them with 'ledger'."
                            .formatted(shown, ledger.layout().ledger())));
    if (console.form() == Console.Form.JSON) {
      console.out().println(ForeignText.json(ledger.asStored(shown)));
    } else {
      new LedgerText(console).show(stored.entry(), stored.checksum(), limit.orElse(DEFAULT_ROWS));
    }
  }
}
