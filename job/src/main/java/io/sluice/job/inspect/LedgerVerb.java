package io.sluice.job.inspect;

import io.sluice.job.accept.AcceptingChanges;
import io.sluice.job.accept.AcceptingMissing;
import io.sluice.job.config.Places;
import io.sluice.job.inspect.Links.Link;
import io.sluice.job.report.ExitCode;
import io.sluice.job.verb.Console;
import io.sluice.job.verb.Flags;
import io.sluice.job.verb.Invocation;
import io.sluice.job.verb.Verb;
import io.sluice.job.verb.VerbFailedException;
import io.sluice.maintenance.verify.LandedFooters;
import io.sluice.options.ConfigurationException;
import io.sluice.tracker.json.BoundedInput;
import io.sluice.tracker.json.StateBounds;
import io.sluice.tracker.ledger.PublishedMarks;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.message.ForeignText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.fs.FileSystem;

/**
 * {@code ledger}: lists entries, shows one, checks the chain. Changes nothing but what a person
 * accepts.
 */
public final class LedgerVerb implements Verb {

  private static final String DEFAULT_LIMIT = "20";
  private static final String DEFAULT_ROWS = "100";

  @Override
  public ExitCode execute(Invocation invocation) throws IOException, VerbFailedException {
    State state = State.of(invocation);
    Flags flags = invocation.flags();
    if (flags.has("--upkeep") && (flags.has("--accept-missing") || flags.has("--accept"))) {
      throw new ConfigurationException(
          "Cannot do --upkeep and accept at once: what is accepted is of the ledger of offsets. Leave --upkeep out.");
    }
    if (flags.has("--accept")) {
      return accept(state, invocation);
    }
    return execute(flags.has("--upkeep") ? state.upkeep() : state, invocation.console(), flags);
  }

  private static ExitCode accept(State state, Invocation invocation)
      throws IOException, VerbFailedException {
    Places places =
        Places.of(invocation.ingestion().options(), invocation.hadoop(), invocation.where());
    Optional<String> topic = invocation.flags().value("--topic");
    return new AcceptingChanges(
            state.tracker().acceptance(),
            new LandedFooters(
                FileSystem.get(places.fileSystem(), invocation.hadoop()), invocation.hadoop()),
            invocation.console())
        .execute(
            invocation.flags(),
            topic.isPresent()
                ? List.of(places.directory(topic.get()), places.quarantine(topic.get()))
                : LandedPlaces.of(state, invocation),
            state.act());
  }

  static ExitCode execute(State state, Console console, Flags flags)
      throws IOException, VerbFailedException {
    if (flags.has("--accept-missing")) {
      return new AcceptingMissing(state.tracker().missingFiles(), console)
          .execute(flags, state.act());
    }
    if (flags.has("VERSION")) {
      show(state, console, flags);
      return ExitCode.DONE;
    }
    long limit =
        flags.has("--check")
            ? Integer.MAX_VALUE
            : number("--limit", flags.value("--limit").orElse(DEFAULT_LIMIT));
    List<Link> links = Links.newest(state.ledger(), limit);
    LongPredicate published = published(links, state.publishedMarks());
    if (console.form() == Console.Form.JSON) {
      console.print(AnswerJson.text(json -> LedgerJson.write(json, links, published)));
    } else {
      new LedgerText(console).list(links, published);
    }
    boolean headIsUnreadable = !links.isEmpty() && links.get(0) instanceof Link.Unreadable;
    ExitCode answer = headIsUnreadable ? ExitCode.NOT_KNOWN : ExitCode.DONE;
    return state.setBackOr(flags.has("--check") ? checked(links, console) : answer, console);
  }

  private static ExitCode checked(List<Link> links, Console console) {
    List<Link> bad = links.stream().filter(link -> !(link instanceof Link.Reached)).toList();
    if (bad.isEmpty()) {
      console.tell("The chain of %d entries is whole.".formatted(links.size()));
      return ExitCode.DONE;
    }
    console.tell(
        "Cannot follow the chain of checksums to %d of %d entries: see there. Restore the state directory if one was edited or deleted."
            .formatted(bad.size(), links.size()));
    return ExitCode.DAMAGED;
  }

  private static void show(State state, Console console, Flags flags)
      throws IOException, VerbFailedException {
    long version = number("VERSION", flags.value("VERSION").orElseThrow());
    long limit = number("--limit", flags.value("--limit").orElse(DEFAULT_ROWS));
    StoredEntry stored =
        state
            .ledger()
            .entry(version)
            .orElseThrow(
                () ->
                    new VerbFailedException(
                        ExitCode.USAGE,
                        "Cannot show version %d of %s: there is no such entry. List them with 'ledger'."
                            .formatted(version, state.layout().ledger())));
    if (console.form() == Console.Form.JSON) {
      console.out().println(ForeignText.json(asStored(state, version)));
    } else {
      new LedgerText(console).show(stored.entry(), stored.checksum(), limit);
    }
  }

  private static String asStored(State state, long version) throws IOException {
    byte[] content = state.store().read(state.layout().entry(version)).orElse(new byte[0]);
    try (InputStream text =
        new BoundedInput(
            new GZIPInputStream(new ByteArrayInputStream(content)),
            state.layout().entry(version),
            StateBounds.OF_THIS_PROCESS.bytes())) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  private static LongPredicate published(List<Link> links, PublishedMarks marks)
      throws IOException {
    Map<Long, Boolean> published = new HashMap<>();
    for (Link link : links) {
      if (link instanceof Link.Reached reached) {
        // Another entry's mark does not keep the ledger from being listed: verify reports it.
        published.put(
            link.version(),
            reached.entry().entry().files().isEmpty()
                || marks.checksum(link.version()).equals(Optional.of(reached.entry().checksum())));
      }
    }
    return version -> published.getOrDefault(version, false);
  }

  private static long number(String flag, String text) {
    try {
      long number = Long.parseLong(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw notANumber(flag, text);
    }
    throw notANumber(flag, text);
  }

  private static ConfigurationException notANumber(String flag, String text) {
    return new ConfigurationException(
        "Cannot use %s %s: it is no number above 0. Write for example 20.".formatted(flag, text));
  }
}
