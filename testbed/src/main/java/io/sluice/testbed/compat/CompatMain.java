package io.sluice.testbed.compat;

import io.sluice.testbed.Stack;
import io.sluice.testbed.StackSettings;
import io.sluice.testbed.hadoop.HadoopSettings;
import io.sluice.testbed.kafka.KafkaCluster;
import io.sluice.testbed.kafka.KafkaSettings;
import io.sluice.testbed.kafka.KafkaVersion;
import io.sluice.testbed.process.StackHome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** {@code scripts/compat.sh}: exit code 0 only if landed is what was produced. */
public final class CompatMain {
  private static final String USAGE =
      "Usage: CompatMain CHECKOUT WORK-DIRECTORY (hadoop|broker) VERSION";

  private CompatMain() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments, System.out, System.err));
  }

  private static int run(String[] arguments, PrintStream out, PrintStream err) {
    if (arguments.length != 4) {
      err.println(USAGE);
      return 2;
    }
    Path checkout = Path.of(arguments[0]);
    Path work = Path.of(arguments[1]);
    String version = arguments[3];
    try {
      boolean passes =
          switch (arguments[2]) {
            case "hadoop" -> onHadoop(checkout, version, work, out);
            case "broker" -> onBrokers(new KafkaVersion(version), work, out);
            default -> throw new IllegalArgumentException(USAGE);
          };
      return passes ? 0 : 1;
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      return 2;
    } catch (IOException e) {
      err.println(e.getMessage());
      return 1;
    }
  }

  private static boolean onHadoop(Path checkout, String version, Path work, PrintStream out)
      throws IOException {
    out.printf("Hadoop %s; data and logs are in %s%n", version, work);
    StackHome stacks = StackHome.find();
    Path oldJava = OldJava.install(work.resolve("java-8"));
    HadoopSettings hadoop = HadoopSettings.version(version).withContainerJavaHome(oldJava);
    StackSettings settings = new StackSettings(KafkaSettings.brokers(1), hadoop);
    try (Stack stack = new Stack(stacks, work, settings)) {
      Trial trial = new Trial(stack, stacks, new PackedJob(checkout, stack.yarn()), work, out);
      return trial.landedIsProduced();
    }
  }

  private static boolean onBrokers(KafkaVersion version, Path work, PrintStream out)
      throws IOException {
    out.printf("Kafka %s; data and logs are in %s%n", version, work);
    StackHome stacks = StackHome.find();
    KafkaSettings settings =
        KafkaSettings.brokers(3).of(version).with("replica.lag.time.max.ms", "3000");
    try (KafkaCluster kafka = KafkaCluster.start(settings, stacks, work.resolve("kafka"))) {
      return new BrokerTrial(kafka, version, stacks, work, out).passes();
    }
  }
}
