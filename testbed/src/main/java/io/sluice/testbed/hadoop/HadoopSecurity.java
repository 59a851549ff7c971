package io.sluice.testbed.hadoop;

import static io.sluice.testbed.kerberos.Kdc.principal;

import io.sluice.testbed.kerberos.Kdc;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Kerberos for HDFS and YARN: authentication, authorization, block tokens and SASL for data. The
 * daemons' ports are above 1024, all of them run as one user of the machine, containers too, and
 * their web interfaces believe every name, so that a test sees what stands in HDFS.
 *
 * @param keytab of the daemons
 */
public record HadoopSecurity(Kdc kdc, Path keytab) {
  /** HDFS's superuser; a short name. */
  public static final String SUPERUSER = "hdfs";

  /** May act for every user, as Oozie's server does. */
  public static final String PROXY = "oozie";

  private static final String HDFS = "hdfs/localhost";
  private static final String YARN = "yarn/localhost";
  private static final String MAPRED = "mapred/localhost";
  private static final String WEB = "HTTP/localhost";

  /** Makes the daemons' principals; once for a KDC, for all its clusters. */
  public static HadoopSecurity of(Kdc kdc) throws IOException {
    return new HadoopSecurity(kdc, kdc.keytab("hadoop", HDFS, YARN, MAPRED, WEB));
  }

  Map<Site, Map<String, String>> properties() {
    Map<Site, Map<String, String>> all = new EnumMap<>(Site.class);
    all.put(Site.CORE, core());
    all.put(Site.HDFS, hdfs());
    all.put(Site.YARN, yarn());
    all.put(Site.MAPRED, mapred());
    return all;
  }

  private static Map<String, String> core() {
    return Map.of(
        "hadoop.security.authentication",
        "kerberos",
        "hadoop.security.authorization",
        "true",
        // The machine knows none of these users.
        "hadoop.user.group.static.mapping.overrides",
        "hdfs=supergroup;mapred=supergroup;yarn=hadoop;oozie=hadoop;sluice=users;alice=users",
        "hadoop.proxyuser." + PROXY + ".hosts",
        "*",
        "hadoop.proxyuser." + PROXY + ".groups",
        "*");
  }

  private Map<String, String> hdfs() {
    Map<String, String> all = new TreeMap<>();
    all.put("dfs.web.authentication.kerberos.principal", principal(WEB));
    all.put("dfs.web.authentication.kerberos.keytab", keytab.toString());
    all.put("dfs.block.access.token.enable", "true");
    all.put("dfs.data.transfer.protection", "authentication");
    // Ports below 1024 or HTTPS would be asked for otherwise.
    all.put("ignore.secure.ports.for.testing", "true");
    all.put("dfs.namenode.kerberos.principal", principal(HDFS));
    all.put("dfs.namenode.keytab.file", keytab.toString());
    all.put("dfs.datanode.kerberos.principal", principal(HDFS));
    all.put("dfs.datanode.keytab.file", keytab.toString());
    return all;
  }

  private Map<String, String> yarn() {
    return Map.of(
        "yarn.resourcemanager.principal", principal(YARN),
        "yarn.resourcemanager.keytab", keytab.toString(),
        "yarn.nodemanager.principal", principal(YARN),
        "yarn.nodemanager.keytab", keytab.toString());
  }

  private Map<String, String> mapred() {
    return Map.of(
        "mapreduce.jobhistory.principal",
        principal(MAPRED),
        "mapreduce.jobhistory.keytab",
        keytab.toString(),
        // As on most clusters: the default lies below a directory that the first daemon makes.
        "yarn.app.mapreduce.am.staging-dir",
        "/user",
        "mapreduce.jobhistory.intermediate-done-dir",
        "/mr-intermediate",
        "mapreduce.jobhistory.done-dir",
        "/mr-done");
  }
}
