package io.sluice.job.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.options.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each command that a message of any module recommends is one that this version has. */
class RecommendedCommandsTest {
  private static final Syntax SYNTAX = new Syntax(Commands.OF_THIS_VERSION);

  /** None, and one of each type. */
  private static final List<String> VALUES = List.of("", "1", "skip");

  private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");
  private static final Pattern WITH_A_VALUE =
      Pattern.compile("\"\\s*\\+\\s*[^\";{}]+?\\s*\\+\\s*\"");
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");
  private static final String WORDS =
      Stream.concat(SYNTAX.words().stream(), Commands.LATER.stream())
          .collect(Collectors.joining("|"));
  private static final Pattern WITH_FLAGS =
      Pattern.compile("(?<![\\w./=-])(" + WORDS + ")((?: (?:VALUE|TEXT|--[a-z-]+[.,;:]?))+)");
  private static final Pattern QUOTED = Pattern.compile("'(" + WORDS + ")'");

  /** What a message can mean only as a command. */
  private static final Pattern LATER_BY_NAME = Pattern.compile("\\b(backfill|doctor)\\b");

  /** Names a command that it refuses, or one to come. */
  private static final List<String> NAMING = List.of("Commands.java", "NotYet.java");

  @Test
  void everyCommandThatAMessageNamesIsThere() throws IOException {
    List<String> wrong = new ArrayList<>();
    int seen = 0;
    for (Path source : sources()) {
      for (String literal : literals(Files.readString(source))) {
        Matcher later = LATER_BY_NAME.matcher(literal);
        if (later.find()) {
          wrong.add(source.getFileName() + ": " + literal);
        }
        Matcher quoted = QUOTED.matcher(literal);
        while (quoted.find()) {
          seen++;
          if (Commands.LATER.contains(quoted.group(1))) {
            wrong.add(source.getFileName() + ": " + quoted.group());
          }
        }
        Matcher command = WITH_FLAGS.matcher(literal);
        while (command.find()) {
          if (command.group(2).contains("--")) {
            seen++;
            whyNot(command.group(1), command.group(2))
                .ifPresent(why -> wrong.add(source.getFileName() + ": " + why));
          }
        }
      }
    }

    assertEquals(List.of(), wrong);
    assertTrue(seen > 15, "commands seen: " + seen);
  }

  @Test
  void aCommandThatIsNotThereWouldBeSeen() {
    assertTrue(whyNot("verify", " --deeper").isPresent());
    assertTrue(whyNot("backfill", " --topic VALUE").isPresent());
    assertTrue(whyNot("ledger", " --topic VALUE").isPresent());
    assertTrue(whyNot("ledger", " --accept VALUE --topic VALUE --reason TEXT --execute").isEmpty());
    assertEquals(
        List.of("ledger --accept VALUE --topic t"),
        literals("\"ledger\"\n + \" --accept \" + word(\n x) + \" --topic t\""));
  }

  /** Parses all options together, each with a value if it takes one. */
  private static Optional<String> whyNot(String word, String rest) {
    List<String> arguments = new ArrayList<>(List.of(word));
    for (String token : new TreeSet<>(List.of(rest.strip().split(" ", -1)))) {
      if (!token.startsWith("--")) {
        continue;
      }
      String option = token.replaceFirst("[.,;:]$", "");
      Optional<String> value =
          VALUES.stream().filter(each -> isKnown(List.of(word, option, each))).findFirst();
      if (value.isEmpty()) {
        return Optional.of(word + rest + ": " + option);
      }
      arguments.addAll(List.of(option, value.get()));
    }
    return refusal(arguments).map(why -> word + rest + ": " + why);
  }

  /** Whether the option takes the value, although it may need another option. */
  private static boolean isKnown(List<String> arguments) {
    return refusal(arguments).filter(why -> !why.contains("it would have no effect")).isEmpty();
  }

  private static Optional<String> refusal(List<String> arguments) {
    try {
      SYNTAX.parse(arguments.stream().filter(each -> !each.isEmpty()).toList());
      return Optional.empty();
    } catch (ConfigurationException e) {
      return Optional.of(e.problems().get(0));
    }
  }

  private static List<String> literals(String source) {
    String code =
        source
            .lines()
            .filter(line -> !line.strip().startsWith("*") && !line.strip().startsWith("/"))
            .collect(Collectors.joining("\n"));
    String joined = WITH_A_VALUE.matcher(JOINED.matcher(code).replaceAll("")).replaceAll("VALUE");
    List<String> literals = new ArrayList<>();
    Matcher literal = LITERAL.matcher(joined);
    while (literal.find()) {
      literals.add(literal.group(1).replaceAll("%[sd]", "VALUE"));
    }
    return literals;
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module :
        List.of(
            "options", "offset-tracker", "records", "writers", "mapper", "maintenance", "job")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .filter(file -> !NAMING.contains(String.valueOf(file.getFileName())))
            .forEach(sources::add);
      }
    }
    assertTrue(sources.size() > 200, "sources: " + sources.size());
    return sources;
  }
}
