package io.sluice.testbed.hadoop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A container's JVM.
 *
 * @param id such as {@code container_1700000000000_0001_01_000002}
 * @param nodeManager the index of the one that started it
 */
public record Container(String id, Kind kind, int nodeManager, ProcessHandle process) {
  private static final Pattern NODE_MANAGER = Pattern.compile("/nodemanager-(\\d+)/");
  private static final Pattern ID = Pattern.compile("container_\\d+_\\d+_\\d+_\\d+");

  /** The role of a container in a MapReduce job. */
  public enum Kind {
    APPLICATION_MASTER,
    TASK,
    OTHER
  }

  /** {@code kill -9}. */
  public void kill() {
    process.destroyForcibly();
  }

  /**
   * Those whose logs lie under a directory. The command lines are read from {@code /proc}: Java's
   * own view of another process cuts long ones.
   */
  static List<Container> runningUnder(Path directory) {
    return ProcessHandle.allProcesses()
        .flatMap(process -> of(process, directory.toString()).stream())
        .toList();
  }

  private static Optional<Container> of(ProcessHandle process, String directory) {
    String command;
    try {
      Path file = Path.of("/proc", String.valueOf(process.pid()), "cmdline");
      command = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace('\0', ' ');
    } catch (IOException e) {
      // It ended between the listing and the look.
      return Optional.empty();
    }
    Matcher id = ID.matcher(command);
    // The shells around a container's JVM hold the same words; only the JVM is one to kill.
    if (!command.contains(directory) || !id.find() || !ofJava(command)) {
      return Optional.empty();
    }
    Matcher nodeManager = NODE_MANAGER.matcher(command);
    int index = nodeManager.find() ? Integer.parseInt(nodeManager.group(1)) : 0;
    return Optional.of(new Container(id.group(), kind(command), index, process));
  }

  private static boolean ofJava(String command) {
    int end = command.indexOf(' ');
    return end > 0 && command.substring(0, end).endsWith("java");
  }

  private static Kind kind(String command) {
    if (command.contains("v2.app.MRAppMaster")) {
      return Kind.APPLICATION_MASTER;
    }
    return command.contains("mapred.YarnChild") ? Kind.TASK : Kind.OTHER;
  }
}
