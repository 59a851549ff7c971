package io.sluice.job.command;

import io.sluice.tracker.message.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The command lines of one ingestion, as its user starts them. A message names a command in short,
 * {@code holds --ack ID}, wherever it was written; here it becomes one that can be pasted into a
 * shell, with the program and the {@code --config} that the user gave.
 */
public final class CommandLines {

  /** Leaves commands as they are: nothing is known of how they are started. */
  public static final CommandLines SHORT =
      new CommandLines("run-job.sh", List.of(), List.of(), Pattern.compile("(?!)"));

  private final String program;
  private final List<String> context;
  private final List<String> typed;
  private final Pattern inShort;

  private CommandLines(String program, List<String> context, List<String> typed, Pattern inShort) {
    this.program = program;
    this.context = List.copyOf(context);
    this.typed = List.copyOf(typed);
    this.inShort = inShort;
  }

  /**
   * Command lines that begin with a program.
   *
   * @param program as a shell takes it: {@code scripts/run-job.sh}, {@code hadoop jar sluice.jar}
   * @param words the names of the commands
   * @param context what says of which ingestion a command is, to follow its name
   * @param typed all that followed the program
   */
  public static CommandLines of(
      String program, List<String> words, List<String> context, List<String> typed) {
    String word = "(" + String.join("|", words) + ")";
    return new CommandLines(
        program,
        context,
        typed,
        Pattern.compile(
            "(?<=')"
                + word
                + "(?=[' ])|(?<![\\w./=-])(?<!\\.sh )(?<!\\.jar )"
                + word
                + "(?= --[a-z])"));
  }

  /** Command lines of nobody knows which ingestion: only the program is made whole. */
  public static CommandLines of(String program, List<String> typed) {
    return new CommandLines(program, List.of(), typed, SHORT.inShort);
  }

  /** The program as its user starts it. */
  public String program() {
    return program;
  }

  /** The text with each command in it whole. */
  public String complete(String text) {
    return complete(text, UnaryOperator.identity());
  }

  /** The same within the strings of a JSON text. */
  public String completeJson(String text) {
    return complete(text, words -> words.replace("\\", "\\\\").replace("\"", "\\\""));
  }

  private String complete(String text, UnaryOperator<String> escape) {
    return inShort
        .matcher(text.replace("'run-job.sh ", "'" + escape.apply(program) + " "))
        .replaceAll(
            found -> {
              List<String> words = new ArrayList<>();
              words.add(found.group());
              context.forEach(word -> words.add(ShellWord.of(word)));
              return Matcher.quoteReplacement(
                  escape.apply(program + " " + String.join(" ", words)));
            });
  }

  /** The command that was typed, with these words behind it that it lacks. */
  public String again(String... more) {
    StringBuilder line = new StringBuilder(program);
    typed.forEach(word -> line.append(' ').append(ShellWord.of(word)));
    for (String words : more) {
      if (!typed.contains(words.split(" ", 2)[0])) {
        line.append(' ').append(words);
      }
    }
    return line.toString();
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s … %s", program, String.join(" ", context));
  }
}
