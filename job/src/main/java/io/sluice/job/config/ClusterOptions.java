package io.sluice.job.config;

import io.sluice.options.Key;
import io.sluice.options.Problems;
import io.sluice.options.Settings;
import io.sluice.options.Type;
import java.util.List;
import java.util.Optional;

/**
 * Options of the cluster.
 *
 * @param javaArchive location of the Java runtime for the containers; empty if they use the nodes'
 *     own
 * @param keytab empty if the client uses an existing ticket or existing tokens
 */
public record ClusterOptions(Optional<String> javaArchive, Optional<Keytab> keytab) {

  /**
   * A principal and the local file with its keys.
   *
   * @param principal may contain {@code _HOST} for the name of the host
   */
  public record Keytab(String principal, String file) {}

  static final Key<String> JAVA_ARCHIVE =
      Key.optional(
              "java.archive",
              Type.STRING,
              "Java runtime (.tgz on a Hadoop file system) to ship to the containers, for clusters whose own Java is too old")
          .example("hdfs:///apps/jdk-17.tgz");

  static final Key<String> KERBEROS_PRINCIPAL =
      Key.optional(
              "kerberos.principal",
              Type.STRING,
              "principal that the client logs in with on a secured cluster; `_HOST` is replaced by the name of this host. If it is not set, the client uses the ticket of kinit (`KRB5CCNAME`) or the tokens of an Oozie launcher (`HADOOP_TOKEN_FILE_LOCATION`)")
          .example("sluice@EXAMPLE.ORG");

  static final Key<String> KERBEROS_KEYTAB =
      Key.optional(
              "kerberos.keytab",
              Type.STRING,
              "local keytab file of `kerberos.principal`. The client logs in with it, and again before its ticket expires. The containers get delegation tokens, never the keytab")
          .example("/etc/sluice/sluice.keytab");

  public static final List<Key<?>> KEYS =
      List.of(JAVA_ARCHIVE, KERBEROS_PRINCIPAL, KERBEROS_KEYTAB);

  public static ClusterOptions read(Settings settings, Problems problems) {
    return new ClusterOptions(settings.find(JAVA_ARCHIVE, problems), keytab(settings, problems));
  }

  private static Optional<Keytab> keytab(Settings settings, Problems problems) {
    Optional<String> principal = settings.find(KERBEROS_PRINCIPAL, problems);
    Optional<String> file = settings.find(KERBEROS_KEYTAB, problems);
    if (principal.isPresent() != file.isPresent()) {
      Key<String> set = principal.isPresent() ? KERBEROS_PRINCIPAL : KERBEROS_KEYTAB;
      Key<String> missing = principal.isPresent() ? KERBEROS_KEYTAB : KERBEROS_PRINCIPAL;
      problems.add(
          "Cannot use %s without %s: a login needs both. Set %s, or remove %s and get a ticket with kinit."
              .formatted(set.name(), missing.name(), missing.name(), set.name()));
    }
    return principal.flatMap(name -> file.map(path -> new Keytab(name, path)));
  }
}
