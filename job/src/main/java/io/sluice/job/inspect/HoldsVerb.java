package io.sluice.job.inspect;

import io.sluice.job.report.ExitCode;
import io.sluice.job.verb.Console;
import io.sluice.job.verb.Flags;
import io.sluice.job.verb.Invocation;
import io.sluice.job.verb.Verb;
import io.sluice.job.verb.VerbFailedException;
import io.sluice.options.ConfigurationException;
import io.sluice.tracker.entry.Loss;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** {@code holds}: what waits for a person, and the acknowledgement of losses. */
public final class HoldsVerb implements Verb {

  @Override
  public ExitCode execute(Invocation invocation)
      throws IOException, VerbFailedException, InterruptedException {
    return execute(
        State.of(invocation), invocation.console(), invocation.flags(), invocation.clock());
  }

  static ExitCode execute(State state, Console console, Flags flags, InstantSource clock)
      throws IOException, VerbFailedException {
    if (flags.has("--release")) {
      throw new VerbFailedException(
          ExitCode.USAGE,
          "Cannot release %s: this version only shows what is held. Mend the cause; the next run then lets it go by itself where that is possible."
              .formatted(flags.value("--release").orElseThrow()));
    }
    Waiting waiting = Waiting.of(state);
    if (flags.has("--ack")) {
      return acknowledge(state, waiting, console, flags, clock);
    }
    if (console.form() == Console.Form.JSON) {
      Answer.print(console.out(), waiting::write);
    } else {
      waiting.print(console.out());
    }
    return waiting.isNothing() ? ExitCode.DONE : ExitCode.NEEDS_DECISION;
  }

  private static ExitCode acknowledge(
      State state, Waiting waiting, Console console, Flags flags, InstantSource clock)
      throws IOException, VerbFailedException {
    List<String> ids = flags.all("--ack");
    String reason =
        flags
            .value("--reason")
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "Cannot acknowledge %s: the ledger keeps why. Say --reason TEXT."
                            .formatted(String.join(", ", ids))));
    for (String id : ids) {
      Loss loss =
          waiting
              .loss(id)
              .orElseThrow(
                  () ->
                      new VerbFailedException(
                          ExitCode.USAGE,
                          "Cannot acknowledge %s: no loss of that name waits. List them with 'holds'."
                              .formatted(id)));
      console
          .err()
          .printf(
              "%s: offsets [%d, %d) of %s %d are lost for ever.%n",
              id, loss.start(), loss.end(), loss.topic(), loss.kafkaPartition());
    }
    if (!flags.has("--execute")) {
      console.err().println("A dry run: nothing was written. Say --execute to acknowledge.");
      return ExitCode.DONE;
    }
    long version = new Acknowledgement(state, clock).append(ids, reason);
    console.err().printf("Acknowledged, as version %d of the ledger of upkeep.%n", version);
    return ExitCode.DONE;
  }
}
