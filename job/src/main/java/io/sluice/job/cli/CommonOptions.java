package io.sluice.job.cli;

import io.sluice.job.command.CommandLines;
import io.sluice.job.command.Console;
import io.sluice.job.config.ExecutionMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that every command has. */
@Command(mixinStandardHelpOptions = true)
final class CommonOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "properties file of the ingestion, local or on a Hadoop file system; a later file overrides an earlier one")
  private List<String> configs = new ArrayList<>();

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "set one key, over all files")
  private List<String> sets = new ArrayList<>();

  @Option(names = "--local", description = "run in this process, and allow local directories")
  private boolean local;

  @Option(names = "--json", description = "print the answer as one JSON object")
  private boolean json;

  @Option(
      names = "--ok-exit",
      paramLabel = "CODES",
      split = ",",
      hideParamSyntax = true,
      converter = ExitCodeNumber.class,
      description = "exit codes to return as 0, separated by commas, such as 3,5")
  private Set<Integer> okExits = new TreeSet<>();

  @Option(names = "--stacktrace", description = "print where in the code a failure comes from")
  private boolean stackTrace;

  /** Files, each laid over the ones before. */
  List<String> configs() {
    return List.copyOf(configs);
  }

  /** {@code key=value} each. */
  List<String> sets() {
    return List.copyOf(sets);
  }

  ExecutionMode where() {
    return local ? ExecutionMode.LOCAL : ExecutionMode.CLUSTER;
  }

  Console.Form form() {
    return json ? Console.Form.JSON : Console.Form.TEXT;
  }

  boolean wantsStackTrace() {
    return stackTrace;
  }

  /** Numbers of exit codes that are returned as 0. */
  Set<Integer> okExits() {
    return Set.copyOf(okExits);
  }

  /**
   * The command lines of the same ingestion; none shows a secret.
   *
   * @param words the names of the commands
   */
  CommandLines commandLines(String program, List<String> words, HadoopArguments arguments) {
    List<String> context = new ArrayList<>();
    if (local) {
      context.add("--local");
    }
    arguments.shownGeneric().forEach(context::add);
    configs.forEach(file -> context.addAll(List.of("--config", file)));
    sets.forEach(set -> context.addAll(List.of("--set", HadoopArguments.shown(set))));
    return CommandLines.of(program, words, context, arguments.shown());
  }

  /** Reads the number of an exit code. */
  static final class ExitCodeNumber implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (!text.strip().matches("[0-8]")) {
        throw new TypeConversionException(
            "exit codes are numbers from 0 to 8. Write for example --ok-exit 3,5.");
      }
      return Integer.valueOf(text.strip());
    }
  }
}
