package io.sluice.job.cli;

import io.sluice.job.config.ClusterOptions;
import io.sluice.job.config.Ingestion;
import io.sluice.job.config.SettingsFiles;
import io.sluice.job.config.Where;
import io.sluice.job.ingestion.ProductVersion;
import io.sluice.job.login.Login;
import io.sluice.job.report.ExitCode;
import io.sluice.job.verb.CommandLines;
import io.sluice.job.verb.Console;
import io.sluice.job.verb.Invocation;
import io.sluice.job.verb.Verb;
import io.sluice.options.ConfigurationException;
import io.sluice.options.Problems;
import io.sluice.options.Settings;
import io.sluice.tracker.message.ForeignError;
import io.sluice.tracker.message.ForeignText;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;

/** One call of Sluice, from its arguments to its exit code. */
final class Client {

  private final Map<VerbSyntax, Supplier<Verb>> verbs;
  private final Console console;
  private final Clock clock;
  private final String program;

  /**
   * Makes a client.
   *
   * @param console streams only; the form is asked for by the arguments
   * @param program as its user starts it
   */
  Client(Map<VerbSyntax, Supplier<Verb>> verbs, Console console, Clock clock, String program) {
    this.verbs = verbs;
    this.console = console;
    this.clock = clock;
    this.program = program;
  }

  /** Executes a command line, reports every failure, and returns the exit code of the process. */
  int run(String... args) {
    HadoopArguments arguments = HadoopArguments.of(args);
    List<String> ours = arguments.ours();
    CommandLines commands = CommandLines.of(program, arguments.shown());
    if (asks(ours, "--version", "-V")) {
      console.out().println("sluice " + ProductVersion.current());
      return ExitCode.DONE.number();
    }
    Request request;
    try {
      if (Syntax.asksForHelp(ours)) {
        console.out().print(Syntax.help(ours));
        return ExitCode.DONE.number();
      }
      request = Syntax.parse(ours);
    } catch (ConfigurationException e) {
      return tell(VerbSyntax.RUN, ours, e, commands).number();
    }
    commands = request.commands(program, arguments);
    ExitCode code;
    try {
      code = execute(request, arguments.generic(), commands);
    } catch (Throwable e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      code = tell(request.verb(), ours, e, commands);
    }
    return request.okExits().contains(code.number()) ? ExitCode.DONE.number() : code.number();
  }

  private ExitCode execute(Request request, List<String> generic, CommandLines commands)
      throws Exception {
    Supplier<Verb> verb = verbs.get(request.verb());
    if (verb == null) {
      throw new ConfigurationException(
          "Cannot do %s: this version does not have that verb. See --help."
              .formatted(request.verb().word()));
    }
    if (request.configs().isEmpty() && request.sets().isEmpty()) {
      throw new ConfigurationException(
          "Cannot do %s: nothing says of which ingestion. Write --config FILE; conf/ has examples."
              .formatted(request.verb().word()));
    }
    Configuration hadoop = HadoopSide.configuration(generic);
    SettingsFiles files = new SettingsFiles(hadoop);
    Problems problems = new Problems();
    Settings written = files.written(request.configs(), request.sets(), problems);
    if (!problems.isEmpty()) {
      files.filled(written, problems);
      problems.throwIfAny();
    }
    Login login = login(hadoop, written, request.where());
    ExitCode code = ExitCode.FAILED;
    try {
      code =
          login.act(
              () -> {
                Settings settings = files.filled(written, problems);
                problems.throwIfAny();
                files
                    .warnings()
                    .forEach(line -> console.err().println("Warning: " + ForeignText.lines(line)));
                return execute(request, verb.get(), settings, hadoop, commands);
              });
      return code;
    } finally {
      if (code == ExitCode.FAILED || code == ExitCode.NOT_KNOWN) {
        login.lapse().ifPresent(line -> console.err().println(ForeignText.lines(line)));
      }
    }
  }

  /** Before secrets are read: a provider on a secured file system may hold them. */
  private static Login login(Configuration hadoop, Settings written, Where where)
      throws IOException {
    Problems problems = new Problems();
    Optional<ClusterOptions.Keytab> keytab = ClusterOptions.read(written, problems).keytab();
    if (!problems.isEmpty()) {
      // Reported with all else that is wrong.
      Ingestion.read(written);
    }
    return Login.enter(hadoop, keytab, where);
  }

  private ExitCode execute(
      Request request, Verb verb, Settings settings, Configuration hadoop, CommandLines commands)
      throws Exception {
    Ingestion ingestion = Ingestion.read(settings);
    ingestion
        .registry()
        .warnings()
        .forEach(line -> console.err().println(ForeignText.lines("Warning: " + line)));
    if (request.verb() == VerbSyntax.RUN) {
      HadoopSide.wantCluster(hadoop, request.where());
    }
    return verb.execute(
        new Invocation(
            ingestion,
            hadoop,
            request.where(),
            clock,
            new Console(console.out(), console.err(), request.form(), commands),
            request.flags()));
  }

  private ExitCode tell(
      VerbSyntax verb, List<String> ours, Throwable thrown, CommandLines commands) {
    Failure failure = Failure.of(verb, thrown);
    failure
        .lines()
        .forEach(line -> console.err().println(ForeignText.lines(commands.complete(line))));
    if (ours.contains("--stacktrace")) {
      ForeignError.of(thrown).printStackTrace(console.err());
    }
    if (ours.contains("--json")) {
      console.out().print(ForeignText.json(commands.completeJson(FailureJson.of(failure))));
    }
    return failure.exitCode();
  }

  private static boolean asks(List<String> ours, String name, String shortName) {
    return ours.contains(name) || ours.contains(shortName);
  }
}
