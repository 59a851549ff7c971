package io.sluice.job.cli;

import io.sluice.job.cli.Syntax.Call;
import io.sluice.job.command.AnswerJson;
import io.sluice.job.command.FailureCode;
import io.sluice.job.report.ExitCode;
import io.sluice.options.ConfigurationException;
import io.sluice.tracker.message.FirstLine;
import io.sluice.tracker.message.ForeignText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The exit code and the messages for an exception.
 *
 * @param lines complete messages, one for each problem
 */
record Failure(ExitCode exitCode, List<String> lines) {
  Failure {
    lines = lines.stream().map(ForeignText::message).toList();
  }

  /** The failure of a call that was understood. */
  static Failure of(Call call, Throwable thrown) {
    if (OutOfMemoryEnd.isOutOfMemory(thrown)) {
      return new Failure(
          ExitCode.NOT_KNOWN,
          List.of(
              "Cannot do %s: this process ran out of memory (%s). %s The ledger says what it has committed; the next run goes on from there."
                  .formatted(call.word(), message(thrown), OutOfMemoryEnd.REMEDY)));
    }
    if (thrown instanceof ConfigurationException configuration) {
      return new Failure(ExitCode.USAGE, configuration.problems());
    }
    Optional<ExitCode> code = FailureCode.of(thrown);
    if (code.isPresent()) {
      return new Failure(code.get(), List.of(message(thrown)));
    }
    if (thrown instanceof InvalidPathException path) {
      return new Failure(
          ExitCode.USAGE,
          List.of(
              "Cannot do %s: the name '%s' cannot be used (%s). Set LC_ALL=C.UTF-8 in the environment, if the locale of this process lacks its letters; else correct it."
                  .formatted(call.word(), path.getInput(), path.getReason())));
    }
    if (isWithoutHadoop(thrown)) {
      return new Failure(
          ExitCode.USAGE,
          List.of(
              "Cannot do %s without Hadoop: its classes are not there (%s). Start it by scripts/run-job.sh, or by 'hadoop jar'."
                  .formatted(call.word(), thrown.getMessage())));
    }
    // A command that has asked YARN for something answers by a code, never by an exception.
    if (thrown instanceof IOException) {
      return new Failure(call.command().ofFailure(), List.of(complete(call, thrown)));
    }
    return new Failure(
        ExitCode.FAILED,
        List.of(
            "Cannot do %s: %s. %s This is a defect of Sluice: run it again with --stacktrace, and report what it says."
                .formatted(
                    call.word(),
                    thrown,
                    call.command().mayHaveWritten()
                        ? "See 'ledger' for what it has written before that, if anything."
                        : "Nothing was committed.")));
  }

  private static String complete(Call call, Throwable thrown) {
    String message = message(thrown);
    return message.startsWith("Cannot ")
        ? message
        : "Cannot do %s: %s. %s"
            .formatted(call.word(), FirstLine.withoutFullStop(message), Remedy.of(thrown));
  }

  private static String message(Throwable thrown) {
    // Of these the message is a path, and the class alone says what is wrong with it.
    if (thrown instanceof FileSystemException file && file.getReason() == null) {
      if (file instanceof AccessDeniedException) {
        return "this user has no right to " + file.getFile();
      }
      return file instanceof NoSuchFileException
          ? "there is no " + file.getFile()
          : file.getFile() + " (" + file.getClass().getSimpleName() + ")";
    }
    String message = thrown.getMessage();
    return message == null ? thrown.getClass().getSimpleName() : message;
  }

  private static boolean isWithoutHadoop(Throwable thrown) {
    return (thrown instanceof NoClassDefFoundError || thrown instanceof ClassNotFoundException)
        && message(thrown).replace('.', '/').contains("org/apache/hadoop");
  }

  /** The failure for machines: the answer of any command that ended before it had one. */
  String json() {
    return AnswerJson.object(
        json -> {
          json.writeNumberField("exitCode", exitCode.number());
          json.writeStringField("outcome", exitCode.name().toLowerCase(Locale.ROOT));
          json.writeArrayFieldStart("problems");
          for (String line : lines) {
            json.writeString(line);
          }
          json.writeEndArray();
        });
  }
}
