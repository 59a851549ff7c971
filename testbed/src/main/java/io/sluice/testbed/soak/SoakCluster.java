package io.sluice.testbed.soak;

import io.sluice.testbed.SecuredStack;
import io.sluice.testbed.Stack;
import io.sluice.testbed.hadoop.HadoopCluster;
import io.sluice.testbed.ingestion.Sluice;
import io.sluice.testbed.kerberos.Kdc;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The cluster that a soak runs on.
 *
 * @param yarn runs the jobs
 * @param hdfs holds what lands
 * @param root {@code topics.dir}, as a path on {@code hdfs}
 * @param settings of the ingestion, that it is let in with
 */
public record SoakCluster(
    HadoopCluster yarn,
    HadoopCluster hdfs,
    String root,
    Map<String, String> settings,
    Sluice sluice) {

  /** Lifetime of the tickets of a secured cluster. */
  static final Duration TICKET = Duration.ofMinutes(5);

  private static final String JVM = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  public SoakCluster {
    settings = Map.copyOf(settings);
  }

  /**
   * One without security.
   *
   * @param name of the ingestion
   * @param directory the clients' working directory
   */
  public static SoakCluster open(Stack stack, String name, Path directory) throws IOException {
    return new SoakCluster(
        stack.yarn(), stack.yarn(), "/" + name, Map.of(), Sluice.on(stack.yarn(), directory));
  }

  /** One with Kerberos, whose clients log in by keytab and land on the second HDFS. */
  static SoakCluster secured(SecuredStack secured, String name, Path directory) throws IOException {
    return new SoakCluster(
        secured.hadoop(),
        secured.secondHdfs(),
        "/data/" + name,
        Map.of(
            "kerberos.principal",
            Kdc.principal(SecuredStack.USER),
            "kerberos.keytab",
            secured.keytab().toString()),
        client(secured, directory).with(Map.of("KRB5CCNAME", "/nowhere")));
  }

  /** A client whose tickets last {@link #TICKET}. */
  static Sluice client(SecuredStack secured, Path directory) throws IOException {
    String conf = "-D" + Kdc.KRB5_CONF + "=" + secured.kdc().krb5Conf(TICKET);
    return Sluice.on(secured.hadoop(), directory).with(Map.of("SLUICE_OPTS", JVM + " " + conf));
  }
}
