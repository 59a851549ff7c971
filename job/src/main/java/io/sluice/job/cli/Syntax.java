package io.sluice.job.cli;

import static io.sluice.job.cli.VerbSyntax.flag;
import static io.sluice.job.cli.VerbSyntax.option;

import io.sluice.job.config.Where;
import io.sluice.job.verb.Console;
import io.sluice.job.verb.Flags;
import io.sluice.options.ConfigurationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The grammar of the command line, Hadoop's own options left out. */
final class Syntax {

  private static final String COMMAND = "run-job.sh";
  private static final String HELP = "help";

  private Syntax() {}

  /**
   * Reads the arguments. The verb is the first of them; without one it is {@code run}.
   *
   * @throws ConfigurationException if they ask for nothing that there is
   */
  static Request parse(List<String> arguments) {
    VerbSyntax verb = verb(arguments);
    List<String> rest =
        isVerb(arguments) ? arguments.subList(1, arguments.size()) : List.copyOf(arguments);
    try {
      return request(verb, new CommandLine(specOf(verb)).parseArgs(rest.toArray(String[]::new)));
    } catch (ParameterException e) {
      throw new ConfigurationException(
          "Cannot understand '%s %s': %s. See '%s %s --help'."
              .formatted(
                  verb.word(), String.join(" ", rest), e.getMessage(), COMMAND, verb.word()));
    }
  }

  /** Whether all that is asked for is help: {@code help}, {@code help VERB}, or {@code --help}. */
  static boolean asksForHelp(List<String> arguments) {
    return arguments.contains("--help")
        || arguments.contains("-h")
        || (!arguments.isEmpty() && arguments.get(0).equals(HELP));
  }

  /** The help of the verb, or if none is named, of all. */
  static String help(List<String> typed) {
    List<String> arguments =
        !typed.isEmpty() && typed.get(0).equals(HELP) ? typed.subList(1, typed.size()) : typed;
    if (isVerb(arguments)) {
      return new CommandLine(specOf(verb(arguments))).getUsageMessage();
    }
    CommandSpec spec = specOf(VerbSyntax.RUN).name(COMMAND);
    int width = 8;
    String verbs =
        Arrays.stream(VerbSyntax.values())
            .map(each -> "  %-" + width + "s%s%n")
            .collect(Collectors.joining());
    Object[] words =
        Arrays.stream(VerbSyntax.values())
            .flatMap(each -> List.of(each.word(), each.description()).stream())
            .toArray();
    spec.usageMessage()
        .description("Lands Kafka topics in HDFS, exactly once.")
        .customSynopsis(
            COMMAND
                + " [VERB] [--local] --config FILE... [--set k=v]... [Hadoop's options] [flags]")
        .footer(
            String.format("%nVerbs (each has --help):%n" + verbs, words)
                + String.format(
                    "%nExit codes: 0 done, 1 failed, 2 usage or configuration, 3 landed in part, 4 landed, but a%nperson must decide, 5 another run is active or won, 6 not known or not finished, 7 damage%nfound, 8 landed, but a step after the commit failed."));
    return new CommandLine(spec).getUsageMessage();
  }

  private static boolean isVerb(List<String> arguments) {
    return !arguments.isEmpty() && !arguments.get(0).startsWith("-");
  }

  private static VerbSyntax verb(List<String> arguments) {
    if (!isVerb(arguments)) {
      return VerbSyntax.RUN;
    }
    String word = arguments.get(0);
    return VerbSyntax.of(word)
        .orElseThrow(
            () ->
                new ConfigurationException(
                    VerbSyntax.LATER.contains(word)
                        ? "Cannot do %s: this version does not have that verb. It has %s."
                            .formatted(word, words())
                        : "Cannot do %s: there is no such verb. Choose one of %s; see '%s --help'."
                            .formatted(word, words(), COMMAND)));
  }

  private static String words() {
    return String.join(", ", VerbSyntax.words());
  }

  private static CommandSpec specOf(VerbSyntax verb) {
    CommandSpec spec = CommandSpec.create().name(COMMAND + " " + verb.word());
    spec.usageMessage().description(verb.description()).sortOptions(false).width(100);
    List<OptionSpec> common =
        List.of(
            repeated(
                "--config", "FILE", "properties, local or on a Hadoop file system; later ones win"),
            repeated("--set", "KEY=VALUE", "a single setting, over all files"),
            flag("--local", "run in this process; local directories are allowed"),
            flag("--json", "answer with one JSON object"),
            option("--ok-exit", "CODES", "exit codes to turn into 0, with commas"),
            flag("--stacktrace", "show where a failure came from"),
            OptionSpec.builder("-h", "--help")
                .arity("0")
                .usageHelp(true)
                .description("show this")
                .build(),
            OptionSpec.builder("-V", "--version")
                .arity("0")
                .versionHelp(true)
                .description("show the version")
                .build());
    common.forEach(spec::addOption);
    for (ArgSpec each : verb.arguments()) {
      spec.add(each);
    }
    return spec;
  }

  private static OptionSpec repeated(String name, String label, String description) {
    return OptionSpec.builder(name)
        .arity("1")
        .type(List.class)
        .auxiliaryTypes(String.class)
        .paramLabel(label)
        .description(description)
        .build();
  }

  private static Request request(VerbSyntax verb, ParseResult result) {
    Map<String, List<String>> given = new HashMap<>();
    for (OptionSpec option : result.matchedOptions()) {
      given.put(option.longestName(), texts(option));
    }
    for (PositionalParamSpec positional : result.matchedPositionals()) {
      given.put(positional.paramLabel(), texts(positional));
    }
    Flags flags = new Flags(given);
    return new Request(
        verb,
        flags.has("--local") ? Where.LOCAL : Where.CLUSTER,
        flags.all("--config"),
        flags.all("--set"),
        flags.has("--json") ? Console.Form.JSON : Console.Form.TEXT,
        okExits(flags),
        flags);
  }

  private static List<String> texts(ArgSpec argument) {
    return new ArrayList<>(argument.originalStringValues());
  }

  private static Set<Integer> okExits(Flags flags) {
    Set<Integer> numbers = new TreeSet<>();
    for (String text : flags.all("--ok-exit")) {
      for (String number : text.split(",", -1)) {
        if (!number.strip().matches("[0-8]")) {
          throw new ConfigurationException(
              "Cannot use --ok-exit %s: exit codes are numbers from 0 to 8. Write for example --ok-exit 3,5."
                  .formatted(text));
        }
        numbers.add(Integer.valueOf(number.strip()));
      }
    }
    return numbers;
  }
}
