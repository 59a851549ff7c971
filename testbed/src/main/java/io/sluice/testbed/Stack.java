package io.sluice.testbed;

import io.sluice.testbed.hadoop.HadoopCluster;
import io.sluice.testbed.kafka.KafkaCluster;
import io.sluice.testbed.process.StackHome;
import io.sluice.testbed.registry.SchemaRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * One of each part, started when it is first asked for: a test that needs Kafka alone does not wait
 * for YARN. Closed in the reverse order of starting.
 */
public final class Stack implements AutoCloseable {
  private final StackHome home;
  private final Path work;
  private final StackSettings settings;
  private final Deque<Part> started = new ArrayDeque<>();
  private Optional<KafkaCluster> kafka = Optional.empty();
  private Optional<SchemaRegistry> registry = Optional.empty();
  private Optional<HadoopCluster> hadoop = Optional.empty();
  private Optional<SecuredStack> secured = Optional.empty();

  /** A part of the stack; closing it throws nothing. */
  @FunctionalInterface
  private interface Part extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * A stack of which nothing runs yet.
   *
   * @param work for data and logs; new, or emptied by the caller
   */
  public Stack(StackHome home, Path work, StackSettings settings) {
    this.home = home;
    this.work = work;
    this.settings = settings;
  }

  public synchronized KafkaCluster kafka() throws IOException {
    if (kafka.isEmpty()) {
      KafkaCluster cluster = KafkaCluster.start(settings.kafka(), home, work.resolve("kafka"));
      started.push(cluster::close);
      kafka = Optional.of(cluster);
    }
    return kafka.get();
  }

  public synchronized SchemaRegistry registry() throws IOException {
    if (registry.isEmpty()) {
      SchemaRegistry running = SchemaRegistry.start(home, work.resolve("registry"));
      started.push(running::close);
      registry = Optional.of(running);
    }
    return registry.get();
  }

  /** HDFS; YARN may run as well. */
  public synchronized HadoopCluster hdfs() throws IOException {
    return hadoop.isPresent()
        ? hadoop.get()
        : keep(HadoopCluster.startHdfs(settings.hadoop(), home, work.resolve("hadoop")));
  }

  /** HDFS with YARN. */
  public synchronized HadoopCluster yarn() throws IOException {
    if (hadoop.isEmpty()) {
      return keep(HadoopCluster.startHdfsAndYarn(settings.hadoop(), home, work.resolve("hadoop")));
    }
    hadoop.get().startYarn();
    return hadoop.get();
  }

  /** The secured parts, beside the others. */
  public synchronized SecuredStack secured() {
    if (secured.isEmpty()) {
      SecuredStack parts = new SecuredStack(home, work.resolve("secured"), settings.hadoop());
      started.push(parts::close);
      secured = Optional.of(parts);
    }
    return secured.get();
  }

  @Override
  public synchronized void close() {
    while (!started.isEmpty()) {
      started.pop().close();
    }
  }

  private HadoopCluster keep(HadoopCluster cluster) {
    started.push(cluster::close);
    hadoop = Optional.of(cluster);
    return cluster;
  }
}
