package io.sluice.tracker.json;

import io.sluice.tracker.message.ShellWord;

/** The command that lists who may write in the directory of a file of the state. */
final class WritersCommand {
  private WritersCommand() {}

  /** For both kinds of file systems, since a path does not say in which it lies. */
  static String of(String path) {
    String directory = ShellWord.of(path.substring(0, Math.max(1, path.lastIndexOf('/'))));
    return "hdfs dfs -getfacl " + directory + " (on a local disk: ls -ld " + directory + ")";
  }
}
