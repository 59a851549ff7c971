package io.sluice.testbed;

import io.sluice.testbed.hadoop.HadoopSettings;
import io.sluice.testbed.kafka.KafkaSettings;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The command line of {@link StackMain}. */
record StackRequest(Path work, Set<StackPart> parts, StackSettings settings) {
  static final String USAGE =
      """
      Usage: stack.sh --work DIR [OPTION]... PART...
        PART                        kafka, registry, hdfs, yarn (hdfs included), secured (HDFS and YARN with Kerberos, a second HDFS, a KDC)
        --work DIR                  a new directory for data, logs and stack.properties, which appears when all parts serve
        --brokers N                 how many Kafka brokers, 1 unless given
        --hadoop VERSION            3.5.0 unless given; for another one run before
                                    mvn -f testbed/stacks/hadoop/pom.xml generate-resources -Dstack.hadoop.version=VERSION
        --container-java-home DIR   JAVA_HOME of YARN's containers; the daemons' own Java unless given
      """;

  static StackRequest parse(List<String> arguments) {
    Deque<String> rest = new ArrayDeque<>(arguments);
    String work = "";
    KafkaSettings kafka = KafkaSettings.brokers(1);
    HadoopSettings hadoop = HadoopSettings.version(HadoopSettings.NEWEST);
    Set<StackPart> parts = EnumSet.noneOf(StackPart.class);
    while (!rest.isEmpty()) {
      String argument = rest.pop();
      switch (argument) {
        case "--work" -> work = value(argument, rest);
        case "--brokers" -> kafka = KafkaSettings.brokers(number(argument, rest));
        case "--hadoop" -> hadoop = hadoop.withVersion(value(argument, rest));
        case "--container-java-home" ->
            hadoop = hadoop.withContainerJavaHome(Path.of(value(argument, rest)).toAbsolutePath());
        default -> parts.add(StackPart.named(argument));
      }
    }
    if (work.isEmpty() || parts.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot start a stack: a directory (--work) and at least one part are needed.");
    }
    if (parts.contains(StackPart.YARN)) {
      // YARN brings HDFS, and starts beside it rather than after it.
      parts.remove(StackPart.HDFS);
    }
    return new StackRequest(
        Path.of(work).toAbsolutePath(), parts, new StackSettings(kafka, hadoop));
  }

  private static String value(String option, Deque<String> rest) {
    if (rest.isEmpty()) {
      throw new IllegalArgumentException("Cannot use " + option + ": its value is missing.");
    }
    return rest.pop();
  }

  private static int number(String option, Deque<String> rest) {
    String value = value(option, rest);
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Cannot use %s %s: it is no whole number.".formatted(option, value), e);
    }
  }
}
