package io.sluice.tracker.message;

/**
 * The command that accepts a time partition as it is. It is at the end of a message, so that it can
 * be copied.
 */
public final class AcceptCommand {
  private AcceptCommand() {}

  /**
   * The command, without the program and the configuration.
   *
   * @param timePartition empty if files are in the topic's directory itself
   * @param topic empty if it is not known
   */
  public static String of(String timePartition, String topic) {
    return "ledger --accept "
        + ShellWord.of(timePartition.isEmpty() ? "." : timePartition)
        + (topic.isEmpty() ? "" : " --topic " + ShellWord.of(topic))
        + " --reason TEXT --execute";
  }
}
