package io.sluice.testbed.tour;

import io.sluice.testbed.Stack;
import io.sluice.testbed.StackSettings;
import io.sluice.testbed.hadoop.HadoopCluster;
import io.sluice.testbed.hadoop.HadoopSettings;
import io.sluice.testbed.kafka.KafkaSettings;
import io.sluice.testbed.process.StackHome;
import io.sluice.testbed.tour.console.Guide;
import io.sluice.testbed.tour.console.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The environment of the tour.
 *
 * @param typedIn where its commands are typed
 */
record TourEnvironment(
    TourRequest request, StackHome stacks, Stack stack, TourPlace place, Shell shell, Path typedIn)
    implements AutoCloseable {

  /** Starts what a company would have: Kafka, a registry, and if asked for, a cluster. */
  static TourEnvironment start(TourRequest request, StackHome stacks, Guide guide)
      throws IOException {
    Path work = request.work();
    Path typedIn = Path.of("").toAbsolutePath();
    Stack stack =
        new Stack(
            stacks,
            work.resolve("stack"),
            new StackSettings(
                KafkaSettings.brokers(1), HadoopSettings.version(HadoopSettings.NEWEST)));
    try {
      timed(guide, "Kafka", () -> stack.kafka().bootstrapServers());
      timed(guide, "Schema registry", () -> stack.registry().url());
      TourPlace place = new LocalPlace(work.resolve("landed"), typedIn);
      if (request.where() == TourRequest.Where.CLUSTER) {
        timed(guide, "HDFS and YARN", () -> stack.yarn().uri());
        HadoopCluster cluster = stack.yarn();
        guide.fact("", "and YARN's pages at " + cluster.resourceManagerWeb());
        guide.command("export HADOOP_HOME=" + cluster.home().directory());
        place = new ClusterPlace(cluster, work, typedIn);
      }
      Shell shell = new Shell(guide, work.resolve("logs"), place.environment());
      return new TourEnvironment(request, stacks, stack, place, shell, typedIn);
    } catch (IOException | RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  @Override
  public void close() {
    shell.close();
    stack.close();
  }

  @FunctionalInterface
  private interface Start {
    String address() throws IOException;
  }

  private static void timed(Guide guide, String part, Start start) throws IOException {
    long begun = System.nanoTime();
    String address = start.address();
    guide.fact(
        part,
        String.format(
            Locale.ROOT, "%-45s up after %.0f s", address, (System.nanoTime() - begun) / 1e9));
  }
}
