package io.sluice.job.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Advice for failures of the file system and the network, chosen by the names of their causes. */
final class Remedy {

  private static final String REACH =
      "Check that it runs and can be reached, and what HADOOP_CONF_DIR says of it.";

  private static final String TICKET =
      "Get a Kerberos ticket with kinit, or set kerberos.principal and kerberos.keytab; in an Oozie launcher name that file system in oozie.launcher.mapreduce.job.hdfs-servers.";

  /** Parts of class names or messages, with the remedy of each; the first that fits counts. */
  private static final List<Map.Entry<String, String>> BY_SIGN =
      List.of(
          Map.entry("clock skew too great", "Set this host's clock (NTP), then start again."),
          Map.entry(
              "server not found in kerberos database",
              "Correct the principal that HADOOP_CONF_DIR has for that service, or the host's name in DNS."),
          Map.entry("find any kerberos tgt", TICKET),
          Map.entry("cannot authenticate via", TICKET),
          Map.entry("ticket expired", TICKET),
          Map.entry(
              "can't be found in cache",
              "Its token has been cancelled or has expired: start the run again; in an Oozie launcher set mapreduce.job.complete.cancel.delegation.tokens=false."),
          Map.entry(
              "not allowed to impersonate",
              "Allow it on the cluster: hadoop.proxyuser.USER.hosts and hadoop.proxyuser.USER.groups in its core-site.xml."),
          Map.entry(
              "delegation token can be issued only",
              "An Oozie launcher asks for tokens itself: name every file system of the ingestion in oozie.launcher.mapreduce.job.hdfs-servers."),
          Map.entry("quotaexceeded", "Raise the directory's quota, or make room below it."),
          Map.entry("accesscontrol", "Give the user that right, or run as one who has it."),
          Map.entry("accessdenied", "Give the user that right, or run as one who has it."),
          Map.entry(
              "nosuchfile",
              "Check topics.dir and state.dir, and that this user can make directories there."),
          Map.entry("read-only file system", "Mount it writable, or choose another directory."),
          Map.entry("file too large", "Raise this process's limit of file sizes (ulimit -f)."),
          Map.entry("safemode", "Wait until the NameNode has left safe mode."),
          Map.entry(
              "standbyexception",
              "Wait for the failover, and let fs.defaultFS name the nameservice."),
          Map.entry("gss initiate failed", TICKET),
          Map.entry("no space left", "Make room on that disk."),
          Map.entry("disk quota exceeded", "Make room on that disk."),
          Map.entry(
              "could only be written to 0 of",
              "Make room on the DataNodes' disks, or start the DataNodes that are down."),
          Map.entry("unknownhost", "Check the name, and what HADOOP_CONF_DIR says of it."),
          Map.entry("connectexception", REACH),
          Map.entry("noroutetohost", REACH),
          Map.entry("sockettimeout", REACH));

  private static final String DEFAULT = "See --stacktrace for where it came from.";

  private Remedy() {}

  static String of(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      String signs =
          (cause.getClass().getSimpleName() + " " + cause.getMessage()).toLowerCase(Locale.ROOT);
      for (Map.Entry<String, String> each : BY_SIGN) {
        if (signs.contains(each.getKey())) {
          return each.getValue();
        }
      }
    }
    return DEFAULT;
  }
}
