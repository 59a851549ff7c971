package io.sluice.job.cli;

import io.sluice.job.command.IngestionCommand;
import io.sluice.job.report.ExitCode;
import io.sluice.options.ConfigurationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The grammar of the command line, Hadoop's own options left out, and its help. */
final class Syntax {

  private static final String PROGRAM = "run-job.sh";
  private static final String DEFAULT = "run";
  private static final String HELP = "help";

  private final List<Supplier<IngestionCommand>> commands;

  Syntax(List<Supplier<IngestionCommand>> commands) {
    this.commands = commands;
  }

  /**
   * A command with its options filled in.
   *
   * @param word its name
   */
  record Call(String word, IngestionCommand command, CommonOptions options) {}

  /**
   * Reads the arguments. The command's name is the first of them; without one it is {@code run}.
   *
   * @throws ConfigurationException if there is no such command or option
   */
  Call parse(List<String> arguments) {
    boolean isNamed = isNamed(arguments);
    CommonOptions options = new CommonOptions();
    CommandLine line = named(isNamed ? arguments.get(0) : DEFAULT, options);
    List<String> rest = isNamed ? arguments.subList(1, arguments.size()) : arguments;
    try {
      line.parseArgs(rest.toArray(String[]::new));
    } catch (ParameterException e) {
      throw new ConfigurationException(message(e, line.getCommandName()));
    }
    IngestionCommand command = line.getCommand();
    Set<String> given = given(line.getParseResult());
    List<String> problems =
        command.rules().stream().flatMap(rule -> rule.problem(given).stream()).toList();
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return new Call(line.getCommandName(), command, options);
  }

  private static Set<String> given(ParseResult parsed) {
    return Stream.concat(
            parsed.matchedOptions().stream().map(OptionSpec::longestName),
            parsed.matchedPositionals().stream().map(ArgSpec::paramLabel))
        .collect(Collectors.toSet());
  }

  private static String message(ParameterException e, String word) {
    if (e.getCause() instanceof TypeConversionException conversion && e.getArgSpec() != null) {
      String name = e.getArgSpec().isOption() ? option(e) : e.getArgSpec().paramLabel();
      return "Cannot use %s %s: %s".formatted(name, e.getValue(), conversion.getMessage());
    }
    String why =
        e instanceof UnmatchedArgumentException unmatched ? unknown(unmatched) : e.getMessage();
    return "Cannot understand the arguments of '%s': %s. See '%s %s --help'."
        .formatted(word, why, PROGRAM, word);
  }

  /** Names the first argument that is not known; an argument's value may be a secret. */
  private static String unknown(UnmatchedArgumentException e) {
    String first = e.getUnmatched().get(0);
    String name = first.startsWith("-") ? first.split("=", 2)[0] : "an argument that is no option";
    List<String> similar = e.getSuggestions();
    return similar.isEmpty()
        ? "it has no " + name
        : "it has no %s, but it has %s".formatted(name, similar.get(0));
  }

  private static String option(ParameterException e) {
    return ((OptionSpec) e.getArgSpec()).longestName();
  }

  /** The names of the commands. */
  List<String> words() {
    return commands.stream().map(each -> line(each, new CommonOptions()).getCommandName()).toList();
  }

  /** Whether all that is asked for is help: {@code help}, {@code help COMMAND}, {@code --help}. */
  static boolean asksForHelp(List<String> arguments) {
    return arguments.contains("--help")
        || arguments.contains("-h")
        || (!arguments.isEmpty() && arguments.get(0).equals(HELP));
  }

  /** The help of the command that is named, or else of all. */
  String help(List<String> typed) {
    List<String> arguments =
        !typed.isEmpty() && typed.get(0).equals(HELP) ? typed.subList(1, typed.size()) : typed;
    CommonOptions options = new CommonOptions();
    if (isNamed(arguments)) {
      CommandLine line = named(arguments.get(0), options);
      return line.setCommandName(PROGRAM + " " + line.getCommandName()).getUsageMessage();
    }
    CommandLine all = named(DEFAULT, options).setCommandName(PROGRAM);
    commands.stream()
        .map(each -> line(each, new CommonOptions()))
        .forEach(each -> all.addSubcommand(each.getCommandName(), each));
    usage(all)
        .description("Lands Kafka topics in HDFS, exactly once.")
        .customSynopsis(
            PROGRAM
                + " [COMMAND] [--local] --config FILE... [--set k=v]... [Hadoop's options] [options]")
        .commandListHeading("%nCommands (each has --help):%n")
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(exitCodes());
    return all.getUsageMessage();
  }

  private static Map<String, String> exitCodes() {
    Map<String, String> meanings = new LinkedHashMap<>();
    for (ExitCode each : ExitCode.values()) {
      meanings.put(Integer.toString(each.number()), each.meaning());
    }
    return meanings;
  }

  private static boolean isNamed(List<String> arguments) {
    return !arguments.isEmpty() && !arguments.get(0).startsWith("-");
  }

  private CommandLine named(String word, CommonOptions options) {
    for (Supplier<IngestionCommand> each : commands) {
      CommandLine line = line(each, options);
      if (line.getCommandName().equals(word)) {
        return line;
      }
    }
    String words = String.join(", ", words());
    throw new ConfigurationException(
        Commands.LATER.contains(word)
            ? "Cannot do %s: this version does not have that command. It has %s."
                .formatted(word, words)
            : "Cannot do %s: there is no such command. Choose one of %s; see '%s --help'."
                .formatted(word, words, PROGRAM));
  }

  private static CommandLine line(Supplier<IngestionCommand> command, CommonOptions options) {
    CommandLine line = new CommandLine(command.get()).addMixin("common", options);
    usage(line).sortOptions(false).width(100);
    return line;
  }

  private static UsageMessageSpec usage(CommandLine line) {
    return line.getCommandSpec().usageMessage();
  }
}
