package io.sluice.job.trust;

import io.sluice.tracker.message.ShellWord;
import java.util.List;
import java.util.stream.Collectors;

/** The file, directories and links because of which a file cannot be trusted. */
record Causes(List<Cause> all) {
  Causes {
    all = List.copyOf(all);
  }

  /**
   * One of them.
   *
   * @param rights with owner and group, for messages
   */
  record Cause(String path, LocalFile.Kind kind, String rights) {}

  boolean isAny() {
    return !all.isEmpty();
  }

  /**
   * The remedy, as the end of a sentence with a command.
   *
   * @param command that removes the right to write from others
   */
  String closing(String command) {
    String paths =
        all.stream().map(each -> ShellWord.of(each.path())).collect(Collectors.joining(" "));
    boolean isTheFile = all.stream().allMatch(each -> each.kind() == LocalFile.Kind.FILE);
    return isTheFile
        ? "close it: %s %s".formatted(command, paths)
        : "keep it in a directory where and above which nobody else writes, or close what is open: %s %s"
            .formatted(command, paths);
  }

  /** Each with its rights. */
  @Override
  public String toString() {
    return all.stream()
        .map(each -> each.path() + ": " + each.rights())
        .collect(Collectors.joining("; "));
  }
}
