package io.sluice.job.inspect;

import io.sluice.job.kafka.AdminKafkaFacts;
import io.sluice.job.kafka.KafkaFacts;
import io.sluice.job.release.How;
import io.sluice.job.report.ExitCode;
import io.sluice.job.verb.Console;
import io.sluice.job.verb.Flags;
import io.sluice.job.verb.Invocation;
import io.sluice.job.verb.Verb;
import io.sluice.job.verb.VerbFailedException;
import io.sluice.mapper.kafka.KafkaOptions;
import io.sluice.options.ConfigurationException;
import java.io.IOException;

/** {@code holds}: what waits for a person, and the person's word. */
public final class HoldsVerb implements Verb {

  @Override
  public ExitCode execute(Invocation invocation) throws IOException, VerbFailedException {
    State state = State.of(invocation);
    Console console = invocation.console();
    Flags flags = invocation.flags();
    if (flags.has("--release") && flags.has("--ack")) {
      throw new ConfigurationException(
          "Cannot do --release and --ack at once: each is an entry in a ledger of its own. Say one after the other.");
    }
    if (flags.has("--ack")) {
      return new Acknowledging(state, console).execute(flags);
    }
    if (flags.has("--release")) {
      How how = how(flags);
      String name = invocation.ingestion().name();
      KafkaOptions kafka = invocation.ingestion().kafka();
      try (KafkaFacts facts =
          AdminKafkaFacts.connect(kafka.adminOf(name), kafka.consumerOf(name))) {
        return new Releasing(state, console, facts).execute(flags, how);
      }
    }
    return list(state, console);
  }

  static ExitCode list(State state, Console console) throws IOException {
    Waiting waiting = Waiting.of(state);
    if (console.form() == Console.Form.JSON) {
      console.print(AnswerJson.text(waiting::write));
    } else {
      console.print(waiting.text());
    }
    return state.setBackOr(waiting.isNothing() ? ExitCode.DONE : ExitCode.NEEDS_DECISION, console);
  }

  static How how(Flags flags) {
    String how = flags.value("--as").orElse("");
    return How.of(how)
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "Cannot release %s: %s. Say --as with one of %s: 'holds' lists what is held, each with the command that ends it."
                        .formatted(
                            flags.value("--release").orElse(""),
                            how.isEmpty()
                                ? "--as is missing, which says how"
                                : "there is no way --as " + how,
                            How.words())));
  }
}
