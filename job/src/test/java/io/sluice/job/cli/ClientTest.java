package io.sluice.job.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.job.command.CommandFailedException;
import io.sluice.job.command.Console;
import io.sluice.job.command.IngestionCommand;
import io.sluice.job.command.Invocation;
import io.sluice.job.config.ExecutionMode;
import io.sluice.job.holds.HoldsCommand;
import io.sluice.job.ledger.LedgerCommand;
import io.sluice.job.report.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class ClientTest {

  @TempDir private Path directory;
  private Path config = Path.of("");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<Invocation> run = new ArrayList<>();
  private final List<Invocation> verified = new ArrayList<>();

  private final FakeRun fakeRun = new FakeRun();

  /** What the fake commands do, apart from noting how they were called. */
  private Work does = invocation -> ExitCode.DONE;

  @BeforeEach
  void writeAConfiguration() throws IOException {
    config =
        Files.writeString(
            directory.resolve("app.properties"),
            """
            name=app
            topics=orders
            topics.dir=/data
            kafka.bootstrap.servers=b:9092
            value.format=string
            """);
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void aFileWithSecretsThatOthersMayReadIsWarnedOfAndStopsNothing() throws IOException {
    Path secret = Files.writeString(directory.resolve("password"), "hunter2");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
    String set = "schema.registry.basic.auth.user.info=${file:" + secret + "}";

    assertEquals(
        0,
        client("verify", "--config", config.toString(), "--set", set),
        () -> err.toString(UTF_8));

    String said = err.toString(UTF_8);
    assertTrue(said.startsWith("Warning: Others may read the secret file " + secret), said);
    assertFalse(said.contains("hunter2"), said);
  }

  @Test
  void aConfigurationThatAnybodyMayWriteIsRefusedAsAMisuse() throws IOException {
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-rw-rw-"));

    assertEquals(2, client("verify", "--config", config.toString()));

    assertEquals(List.of(), verified);
  }

  /** Work of a command. */
  private interface Work {
    ExitCode execute(Invocation invocation) throws Exception;
  }

  @Command(name = "run", description = "runs")
  private final class FakeRun implements IngestionCommand {
    @Option(names = "--until-caught-up")
    private boolean untilCaughtUp;

    @Option(names = "--report")
    private Optional<String> report = Optional.empty();

    @Override
    public boolean runsJobs() {
      return true;
    }

    @Override
    public ExitCode ofFailure() {
      return ExitCode.FAILED;
    }

    @Override
    public ExitCode execute(Invocation invocation) throws Exception {
      run.add(invocation);
      return does.execute(invocation);
    }
  }

  @Command(name = "verify", description = "verifies")
  private final class FakeVerify implements IngestionCommand {
    @Override
    public ExitCode execute(Invocation invocation) throws Exception {
      verified.add(invocation);
      return does.execute(invocation);
    }
  }

  private int client(String... args) {
    return client(
        List.of(() -> fakeRun, FakeVerify::new, LedgerCommand::new, HoldsCommand::new), args);
  }

  private int client(List<Supplier<IngestionCommand>> commands, String... args) {
    Console console = new Console(stream(out), stream(err), Console.Form.TEXT);
    return new Client(
            commands, console, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), "scripts/run-job.sh")
        .run(args);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private List<String> err() {
    return err.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void runIsTheDefaultCommand() {
    int code = client("--local", "--config", config.toString(), "--set", "split.bytes=1m");

    assertEquals(0, code);
    assertEquals("app", run.get(0).ingestion().name());
    assertEquals(1 << 20, run.get(0).ingestion().planning().splitBytes());
    assertEquals(ExecutionMode.LOCAL, run.get(0).where());
  }

  @Test
  void hadoopsOptionsMayStandAnywhere() {
    client(
        "run",
        "-D",
        "a.b=1",
        "--config",
        config.toString(),
        "-Dc.d=2",
        "--local",
        "-fs",
        "file:///");

    assertEquals("1", run.get(0).hadoop().get("a.b"));
    assertEquals("2", run.get(0).hadoop().get("c.d"));
    assertEquals("file:///", run.get(0).hadoop().get("fs.defaultFS"));
  }

  @Test
  void aCommandHasOptionsOfItsOwn() {
    client("run", "--local", "--config", config.toString(), "--until-caught-up", "--report", "r");

    assertTrue(fakeRun.untilCaughtUp);
    assertEquals(Optional.of("r"), fakeRun.report);
  }

  @Test
  void aPrincipalWithoutAKeytabIsReportedWithAllElseThatIsWrong() {
    int code =
        client("--config", config.toString(), "--set", "kerberos.principal=a", "--set", "splt=1");

    assertEquals(2, code);
    assertTrue(
        err().stream().anyMatch(line -> line.startsWith("Cannot use kerberos.principal without")),
        () -> err().toString());
    assertTrue(err().stream().anyMatch(line -> line.contains("splt")), () -> err().toString());
  }

  @Test
  void aKeytabForAClusterWithoutSecurityIsRefusedBeforeAnythingIsDone() {
    int code =
        client(
            "--config",
            config.toString(),
            "--set",
            "kerberos.principal=a@B",
            "--set",
            "kerberos.keytab=/a");

    assertEquals(2, code);
    assertTrue(
        err().get(0).startsWith("Cannot log in as a@B: Hadoop's configuration has no security"),
        () -> err().toString());
    assertEquals(List.of(), run);
  }

  @Test
  void aTicketThatWasRefusedIsNamedAsTheRemedy() {
    does =
        invocation -> {
          throw new IOException(
              "DestHost:destPort nn:8020: GSS initiate failed [Caused by GSSException: No valid credentials provided (Mechanism level: Clock skew too great (37))]");
        };

    client("--local", "--config", config.toString());

    assertTrue(
        err().get(0).endsWith("Set this host's clock (NTP), then start again."),
        () -> err().toString());
  }

  @Test
  void withoutAClusterNothingRunsUnlessItIsSaidToBeLocal() {
    assertEquals(2, client("--config", config.toString()));

    assertEquals(
        List.of(
            "Cannot run on a cluster: mapreduce.framework.name is local, so Hadoop's configuration knows none. Set HADOOP_CONF_DIR to the cluster's configuration, in the environment or in conf/sluice-env.sh; or say --local."),
        err());
    assertEquals(List.of(), run);
  }

  @Test
  void anExitCodeThatIsOkIsReturnedAs0() {
    does = invocation -> ExitCode.OTHER_RUN;

    assertEquals(5, client("verify", "--config", config.toString()));
    assertEquals(0, client("verify", "--config", config.toString(), "--ok-exit=3,5"));
    assertEquals(2, verified.size());
  }

  @Test
  void allProblemsOfAConfigurationAreALineEach() throws IOException {
    Files.writeString(config, "topic=orders\n");

    assertEquals(2, client("verify", "--config", config.toString()));
    assertEquals(5, err().size());
    assertTrue(err().get(0).endsWith("there is no key topic. Did you mean topics?"), err().get(0));
  }

  @Test
  void whatACommandCannotDoIsReportedWithItsCodeAndWithoutAStackTrace() {
    does =
        invocation -> {
          throw new CommandFailedException(ExitCode.NOT_KNOWN, "Cannot read: it is so. Wait.");
        };

    assertEquals(6, client("verify", "--config", config.toString()));
    assertEquals(List.of("Cannot read: it is so. Wait."), err());
  }

  @Test
  void aStackTraceIsShownWhenItIsAskedFor() {
    does =
        invocation -> {
          throw new IOException("no route to host");
        };

    assertEquals(1, client("run", "--local", "--config", config.toString(), "--stacktrace"));
    assertEquals(
        "Cannot do run: no route to host. See --stacktrace for where it came from.", err().get(0));
    assertTrue(err().get(2).strip().startsWith("at io.sluice"), err().get(2));
  }

  @Test
  void aCommandThatCannotReadTheLedgerLeavesItNotKnown() {
    does =
        invocation -> {
          throw new IOException("no route to host");
        };

    assertEquals(6, client("verify", "--config", config.toString()));
  }

  @Test
  void aDirectoryThatMayNotBeWrittenIsNoBarePath() {
    does =
        invocation -> {
          throw new AccessDeniedException("/state/ledger");
        };

    assertEquals(1, client("run", "--local", "--config", config.toString()));
    assertEquals(
        List.of(
            "Cannot do run: this user has no right to /state/ledger. Give the user that right, or run as one who has it."),
        err());
  }

  @Test
  void aDirectoryThatCannotBeMadeIsNoBarePath() {
    does =
        invocation -> {
          throw new NoSuchFileException("/proc/x");
        };

    assertEquals(1, client("run", "--local", "--config", config.toString()));
    assertEquals(
        List.of(
            "Cannot do run: there is no /proc/x. Check topics.dir and state.dir, and that this user can make directories there."),
        err());
  }

  @Test
  void aHostThatCannotBeReachedIsReportedWithWhatToDo() {
    does =
        invocation -> {
          throw new IOException(
              "Call From a to b:8020 failed: Connection refused; For more details see: http://wiki",
              new java.net.ConnectException("Connection refused"));
        };

    assertEquals(6, client("verify", "--config", config.toString()));
    assertEquals(
        List.of(
            "Cannot do verify: Call From a to b:8020 failed: Connection refused. Check that it runs and can be reached, and what HADOOP_CONF_DIR says of it."),
        err());
  }

  @Test
  void aNameThatTheLocaleCannotSpellIsNoDefectOfOurs() {
    does =
        invocation -> {
          throw new InvalidPathException(
              "/gr??e", "Malformed input or input contains unmappable characters");
        };

    assertEquals(2, client("verify", "--config", config.toString()));
    assertEquals(
        List.of(
            "Cannot do verify: the name '/gr??e' cannot be used (Malformed input or input contains unmappable characters). Set LC_ALL=C.UTF-8 in the environment, if the locale of this process lacks its letters; else correct it."),
        err());
  }

  @Test
  void aClientThatRanOutOfMemorySaysThatItDoesNotKnowAndHowToGiveItMore() {
    does =
        invocation -> {
          throw new IllegalStateException("wrapped", new OutOfMemoryError("Java heap space"));
        };

    assertEquals(6, client("run", "--local", "--config", config.toString()));
    assertEquals(
        List.of(
            "Cannot do run: this process ran out of memory (wrapped). Give it more: HADOOP_CLIENT_OPTS=-Xmx4g in the environment, or SLUICE_OPTS=-Xmx4g with --local. The ledger says what it has committed; the next run goes on from there."),
        err());
  }

  @Test
  void aDefectIsReportedAsOne() {
    does =
        invocation -> {
          throw new IllegalStateException("7");
        };

    assertEquals(1, client("verify", "--config", config.toString(), "--json"));
    assertEquals(
        List.of(
            "Cannot do verify: java.lang.IllegalStateException: 7. Nothing was committed. This is a defect of Sluice: run it again with --stacktrace, and report what it says."),
        err());
    assertTrue(out().contains("\"exitCode\" : 1"), out());
  }

  @Test
  void whatIsNoCommandOrOptionIsAUsageError() {
    assertEquals(2, ofThisVersion("runn", "--config", config.toString()));
    assertEquals(2, ofThisVersion("offsets", "--describe"));
    assertEquals(2, ofThisVersion("run", "--confg", config.toString()));
    assertEquals(2, ofThisVersion("run", "--ok-exit", "9", "--config", config.toString()));
    assertEquals(2, ofThisVersion());

    assertEquals(
        List.of(
            "Cannot do runn: there is no such command. Choose one of run, plan, ledger, verify, holds; see 'scripts/run-job.sh --help'.",
            "Cannot do offsets: this version does not have that command. It has run, plan, ledger, verify, holds.",
            "Cannot understand the arguments of 'run': it has no --confg, but it has --config. See 'scripts/run-job.sh run --help'.",
            "Cannot use --ok-exit 9: exit codes are numbers from 0 to 8. Write for example --ok-exit 3,5.",
            "Cannot do run: nothing says of which ingestion. Write --config FILE; conf/ has examples."),
        err());
  }

  private int ofThisVersion(String... args) {
    return client(Commands.OF_THIS_VERSION, args);
  }

  @Test
  void helpNamesCommandsAndOptions() {
    assertEquals(0, ofThisVersion("--help"));
    assertEquals(0, ofThisVersion("holds", "--help"));

    for (String word :
        List.of("run", "plan", "ledger", "verify", "holds", "--release", "--ok-exit")) {
      assertTrue(out().contains(word), word);
    }
    assertFalse(out().contains("null"), out());
  }

  @Test
  void helpAloneIsAnsweredAsTheFlagIs() {
    assertEquals(0, ofThisVersion("help"));
    String help = out();
    out.reset();
    assertEquals(0, ofThisVersion("--help"));
    assertEquals(out(), help);

    out.reset();
    assertEquals(0, ofThisVersion("help", "holds"));
    assertTrue(out().contains("--release"), out());
  }

  @Test
  void commandsInMessagesAreWholeAndCanBePasted() {
    does =
        invocation -> {
          invocation.console().note("Look: holds --ack a/0 --reason TEXT --execute");
          invocation.console().note(invocation.console().commands().again("--execute"));
          throw new CommandFailedException(
              ExitCode.NOT_KNOWN, "Cannot read: it is so. See what stands with 'ledger'.");
        };

    client(
        "verify",
        "--config",
        config.toString(),
        "--set",
        "kafka.sasl.jaas.config=x required a=\"${file:" + config + "}\";",
        "-D",
        "a=b c",
        "--local");

    String context =
        "--local -D 'a=b c' --config " + config + " --set 'kafka.sasl.jaas.config=(hidden)'";
    assertEquals(
        List.of(
            "Look: scripts/run-job.sh holds " + context + " --ack a/0 --reason TEXT --execute",
            "scripts/run-job.sh verify --config "
                + config
                + " --set 'kafka.sasl.jaas.config=(hidden)' -D 'a=b c' --local --execute",
            "Cannot read: it is so. See what stands with 'scripts/run-job.sh ledger "
                + context
                + "'."),
        err());
  }

  @Test
  void aMisspeltKafkaSettingIsRefusedAndShowsNoValue() {
    assertEquals(
        2, client("verify", "--config", config.toString(), "--set", "kafka.max.pol.records=1"));

    assertEquals(
        List.of(
            "Cannot use kafka.max.pol.records (--set): Kafka's clients have no setting max.pol.records. Did you mean kafka.max.poll.records?"),
        err());
  }

  @Test
  void theVersionIsALine() {
    assertEquals(0, client("--version"));
    assertTrue(out().startsWith("sluice "), out());
  }

  @Test
  void theScriptStartsHadoopForTheCommandsThatThereAre() throws IOException {
    String commands = String.join(" ", new Syntax(Commands.OF_THIS_VERSION).words());

    String script = Files.readString(Path.of("../scripts/run-job.sh"));

    assertTrue(script.contains("\ncommands=\" " + commands + " \"\n"), commands);
  }
}
