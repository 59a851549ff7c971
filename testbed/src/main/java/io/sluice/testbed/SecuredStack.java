package io.sluice.testbed;

import io.sluice.testbed.hadoop.HadoopCluster;
import io.sluice.testbed.hadoop.HadoopSecurity;
import io.sluice.testbed.hadoop.HadoopSettings;
import io.sluice.testbed.hadoop.WebHdfs;
import io.sluice.testbed.kerberos.Kdc;
import io.sluice.testbed.process.StackHome;
import io.sluice.testbed.registry.SchemaRegistry;
import io.sluice.testbed.secured.SecuredKafka;
import io.sluice.testbed.tls.TestCa;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A stack whose every part asks who is there, each started when it is first asked for: a KDC, HDFS
 * with YARN, a second HDFS, Kafka, and a registry behind TLS. Closed in the reverse order of
 * starting.
 */
public final class SecuredStack implements AutoCloseable {
  /** The principal of ingestions; a short name. */
  public static final String USER = "sluice";

  private final StackHome home;
  private final Path work;
  private final HadoopSettings hadoopSettings;
  private final Duration serviceTickets;
  private final Deque<Part> started = new ArrayDeque<>();
  private Optional<Realm> realm = Optional.empty();
  private Optional<HadoopClusters> hadoop = Optional.empty();
  private Optional<SecuredKafka> kafka = Optional.empty();
  private Optional<SchemaRegistry> registry = Optional.empty();
  private Optional<TestCa> ca = Optional.empty();

  /** A part of the stack; closing it throws nothing. */
  @FunctionalInterface
  private interface Part {
    void close();
  }

  /**
   * The realm and who is in it.
   *
   * @param keytab of {@value #USER}
   * @param proxyKeytab of {@link HadoopSecurity#PROXY}
   */
  private record Realm(Kdc kdc, HadoopSecurity hadoop, Path keytab, Path proxyKeytab) {}

  private record HadoopClusters(HadoopCluster first, HadoopCluster second) {}

  /**
   * A stack of which nothing runs yet.
   *
   * @param work for data and logs; new, or emptied by the caller
   */
  public SecuredStack(StackHome home, Path work, HadoopSettings hadoop) {
    this(home, work, hadoop, Duration.ofDays(1));
  }

  /**
   * A stack of which nothing runs yet.
   *
   * @param serviceTickets how long the KDC's tickets for services last
   */
  public SecuredStack(StackHome home, Path work, HadoopSettings hadoop, Duration serviceTickets) {
    this.home = home;
    this.work = work;
    this.hadoopSettings = hadoop;
    this.serviceTickets = serviceTickets;
  }

  public synchronized Kdc kdc() throws IOException {
    return realm().kdc();
  }

  /** The keytab of {@value #USER}. */
  public synchronized Path keytab() throws IOException {
    return realm().keytab();
  }

  /** The keytab of {@link HadoopSecurity#PROXY}. */
  public synchronized Path proxyKeytab() throws IOException {
    return realm().proxyKeytab();
  }

  /** A new ticket cache of {@value #USER}; what {@code KRB5CCNAME} is set to. */
  public Path ticket(Duration lifetime, Path file) throws IOException {
    return kdc().ticket(USER, keytab(), lifetime, file);
  }

  /** HDFS with YARN. {@value #USER} has a home, and owns {@code /data}. */
  public synchronized HadoopCluster hadoop() throws IOException {
    return clusters().first();
  }

  /** Another HDFS, which no configuration of the first one names. */
  public synchronized HadoopCluster secondHdfs() throws IOException {
    return clusters().second();
  }

  /** Its {@link SecuredKafka#READER} is {@value #USER}. */
  public synchronized SecuredKafka kafka() throws IOException {
    if (kafka.isEmpty()) {
      SecuredKafka running =
          SecuredKafka.start(home, work.resolve("kafka"), ca(), kdc(), realm().keytab());
      started.push(running::close);
      kafka = Optional.of(running);
    }
    return kafka.get();
  }

  /** Its certificate is signed by {@link #ca}. */
  public synchronized SchemaRegistry registry() throws IOException {
    if (registry.isEmpty()) {
      SchemaRegistry running = SchemaRegistry.startWithTls(home, work.resolve("registry"), ca());
      started.push(running::close);
      registry = Optional.of(running);
    }
    return registry.get();
  }

  public synchronized TestCa ca() throws IOException {
    if (ca.isEmpty()) {
      ca = Optional.of(TestCa.make(work.resolve("ca")));
    }
    return ca.get();
  }

  @Override
  public synchronized void close() {
    while (!started.isEmpty()) {
      started.pop().close();
    }
  }

  private Realm realm() throws IOException {
    if (realm.isEmpty()) {
      Kdc kdc = Kdc.start(work.resolve("kdc"), serviceTickets);
      started.push(kdc::close);
      realm =
          Optional.of(
              new Realm(
                  kdc,
                  HadoopSecurity.of(kdc),
                  kdc.keytab(USER, USER),
                  kdc.keytab(HadoopSecurity.PROXY, HadoopSecurity.PROXY)));
    }
    return realm.get();
  }

  private HadoopClusters clusters() throws IOException {
    if (hadoop.isEmpty()) {
      HadoopSettings settings = hadoopSettings.secured(realm().hadoop());
      CompletableFuture<HadoopCluster> second =
          CompletableFuture.supplyAsync(() -> secondHdfs(settings));
      HadoopCluster first = HadoopCluster.startHdfsAndYarn(settings, home, work.resolve("hadoop"));
      started.push(first::close);
      hadoop = Optional.of(new HadoopClusters(first, joined(second)));
      started.push(hadoop.get().second()::close);
      for (HadoopCluster cluster : new HadoopCluster[] {first, hadoop.get().second()}) {
        makeRoom(new WebHdfs(cluster));
      }
    }
    return hadoop.get();
  }

  private HadoopCluster secondHdfs(HadoopSettings settings) {
    try {
      return HadoopCluster.startHdfs(settings, home, work.resolve("hadoop-second"));
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private static HadoopCluster joined(CompletableFuture<HadoopCluster> second) throws IOException {
    try {
      return second.join();
    } catch (CompletionException e) {
      throw new IOException("Cannot start the second HDFS: " + e.getCause(), e);
    }
  }

  private static void makeRoom(WebHdfs hdfs) throws IOException {
    for (String directory : new String[] {"/user/" + USER, "/data"}) {
      hdfs.makeDirectory(directory);
      hdfs.owner(directory, USER);
    }
  }
}
