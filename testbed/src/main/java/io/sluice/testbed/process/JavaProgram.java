package io.sluice.testbed.process;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A Java program and how it is to run as a child.
 *
 * @param name what it is called in messages and in the name of its log file
 * @param classPath as {@code java -cp} takes it
 * @param directory its working directory
 * @param environment laid over this process's own environment
 */
public record JavaProgram(
    String name,
    String classPath,
    String mainClass,
    Path directory,
    List<String> jvmOptions,
    List<String> arguments,
    Map<String, String> environment) {

  /** Options for a small daemon that starts quickly on two cores. */
  private static final List<String> SMALL =
      List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData");

  public JavaProgram {
    jvmOptions = List.copyOf(jvmOptions);
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /** A program with the options of a small daemon, without arguments. */
  public static JavaProgram small(String name, String classPath, String mainClass, Path directory) {
    return new JavaProgram(name, classPath, mainClass, directory, SMALL, List.of(), Map.of());
  }

  public JavaProgram withArguments(String... more) {
    return new JavaProgram(
        name,
        classPath,
        mainClass,
        directory,
        jvmOptions,
        joined(arguments, List.of(more)),
        environment);
  }

  /** Later options win over earlier ones, as with {@code java} itself. */
  public JavaProgram withJvmOptions(List<String> more) {
    return new JavaProgram(
        name, classPath, mainClass, directory, joined(jvmOptions, more), arguments, environment);
  }

  public JavaProgram withEnvironment(Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(environment);
    all.putAll(more);
    return new JavaProgram(name, classPath, mainClass, directory, jvmOptions, arguments, all);
  }

  List<String> command(Path leashClasses) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.add("-cp");
    command.add(classPath + File.pathSeparator + leashClasses);
    command.add(ParentWatchdog.class.getName());
    command.add(mainClass);
    command.addAll(arguments);
    return command;
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
