package io.sluice.job.cli;

import io.sluice.job.cli.Syntax.Call;
import io.sluice.job.command.CommandLines;
import io.sluice.job.command.Console;
import io.sluice.job.command.IngestionCommand;
import io.sluice.job.command.Invocation;
import io.sluice.job.config.ClusterOptions;
import io.sluice.job.config.ExecutionMode;
import io.sluice.job.config.Ingestion;
import io.sluice.job.config.SettingsFiles;
import io.sluice.job.ingestion.ProductVersion;
import io.sluice.job.login.Login;
import io.sluice.job.report.ExitCode;
import io.sluice.options.ConfigurationException;
import io.sluice.options.Problems;
import io.sluice.options.Settings;
import io.sluice.tracker.message.ForeignError;
import io.sluice.tracker.message.ForeignText;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;

/** One call of Sluice, from its arguments to its exit code. */
final class Client {

  private final Syntax syntax;
  private final Console console;
  private final Clock clock;
  private final String program;

  /**
   * Makes a client.
   *
   * @param commands one of each
   * @param console streams only; the form is asked for by the arguments
   * @param program as its user starts it
   */
  Client(List<Supplier<IngestionCommand>> commands, Console console, Clock clock, String program) {
    this.syntax = new Syntax(commands);
    this.console = console;
    this.clock = clock;
    this.program = program;
  }

  /** Executes a command line, reports every failure, and returns the exit code of the process. */
  int run(String... args) {
    HadoopArguments arguments = HadoopArguments.of(args);
    List<String> ours = arguments.ours();
    if (ours.contains("--version") || ours.contains("-V")) {
      console.out().println("sluice " + ProductVersion.current());
      return ExitCode.DONE.number();
    }
    Call call;
    try {
      if (Syntax.asksForHelp(ours)) {
        console.out().print(syntax.help(ours));
        return ExitCode.DONE.number();
      }
      call = syntax.parse(ours);
    } catch (ConfigurationException e) {
      Failure failure = new Failure(ExitCode.USAGE, e.problems());
      return report(failure, ours, CommandLines.of(program, arguments.shown())).number();
    }
    CommandLines lines = call.options().commandLines(program, syntax.words(), arguments);
    ExitCode code;
    try {
      code = execute(call, arguments.generic(), lines);
    } catch (Throwable e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      code = report(Failure.of(call, e), ours, lines);
      if (call.options().wantsStackTrace()) {
        ForeignError.of(e).printStackTrace(console.err());
      }
    }
    return call.options().okExits().contains(code.number())
        ? ExitCode.DONE.number()
        : code.number();
  }

  private ExitCode execute(Call call, List<String> generic, CommandLines lines) throws Exception {
    CommonOptions options = call.options();
    if (options.configs().isEmpty() && options.sets().isEmpty()) {
      throw new ConfigurationException(
          "Cannot do %s: nothing says of which ingestion. Write --config FILE; conf/ has examples."
              .formatted(call.word()));
    }
    Configuration hadoop = HadoopSide.configuration(generic);
    SettingsFiles files = new SettingsFiles(hadoop);
    Problems problems = new Problems();
    Settings written = files.written(options.configs(), options.sets(), problems);
    if (!problems.isEmpty()) {
      files.filled(written, problems);
      problems.throwIfAny();
    }
    Login login = login(hadoop, written, options.where());
    ExitCode code = ExitCode.FAILED;
    try {
      code =
          login.act(
              () -> {
                Settings settings = files.filled(written, problems);
                problems.throwIfAny();
                warn(files.warnings());
                return execute(call, settings, hadoop, lines);
              });
      return code;
    } finally {
      if (code == ExitCode.FAILED || code == ExitCode.NOT_KNOWN) {
        login.lapse().ifPresent(line -> console.err().println(ForeignText.lines(line)));
      }
    }
  }

  private void warn(List<String> warnings) {
    warnings.forEach(line -> console.err().println("Warning: " + ForeignText.lines(line)));
  }

  /** Before secrets are read: a provider on a secured file system may hold them. */
  private static Login login(Configuration hadoop, Settings written, ExecutionMode where)
      throws IOException {
    Problems problems = new Problems();
    Optional<ClusterOptions.Keytab> keytab = ClusterOptions.read(written, problems).keytab();
    if (!problems.isEmpty()) {
      // Reported with all else that is wrong.
      Ingestion.read(written);
    }
    return Login.enter(hadoop, keytab, where);
  }

  private ExitCode execute(Call call, Settings settings, Configuration hadoop, CommandLines lines)
      throws Exception {
    Ingestion ingestion = Ingestion.read(settings);
    warn(ingestion.registry().warnings());
    ExecutionMode where = call.options().where();
    if (call.command().runsJobs()) {
      HadoopSide.wantCluster(hadoop, where);
    }
    Console answer = new Console(console.out(), console.err(), call.options().form(), lines);
    return call.command().execute(new Invocation(ingestion, hadoop, where, clock, answer));
  }

  private ExitCode report(Failure failure, List<String> ours, CommandLines lines) {
    failure.lines().forEach(line -> console.err().println(ForeignText.lines(lines.complete(line))));
    if (ours.contains("--json")) {
      console.out().print(ForeignText.json(lines.completeJson(failure.json())));
    }
    return failure.exitCode();
  }
}
