package io.sluice.testbed.hadoop;

import static io.sluice.testbed.hadoop.HadoopPorts.onLoopback;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the configuration of a small cluster, each NodeManager after the first with a folder of
 * its own.
 */
record HadoopConf(HadoopHome home, Path data, HadoopSettings settings, HadoopPorts ports) {
  private static final String QUICK_JVM = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1";

  /**
   * As Hadoop's own guide to a small cluster sets it: 3.3 lacks HADOOP_MAPRED_HOME in its default.
   */
  private static final String WHITELIST =
      "JAVA_HOME,HADOOP_COMMON_HOME,HADOOP_HDFS_HOME,HADOOP_CONF_DIR,CLASSPATH_PREPEND_DISTCACHE,"
          + "HADOOP_YARN_HOME,HADOOP_HOME,PATH,LANG,TZ,HADOOP_MAPRED_HOME";

  private static final String LOG4J =
      """
      hadoop.root.logger=INFO,console
      log4j.rootLogger=${hadoop.root.logger}
      log4j.appender.console=org.apache.log4j.ConsoleAppender
      log4j.appender.console.target=System.err
      log4j.appender.console.layout=org.apache.log4j.PatternLayout
      log4j.appender.console.layout.ConversionPattern=%d{ISO8601} %p %c{2}: %m%n
      log4j.appender.NullAppender=org.apache.log4j.varia.NullAppender
      """;

  void write() throws IOException {
    for (int index = 0; index < settings.nodeManagers(); index++) {
      Path folder = folder(index);
      Files.createDirectories(folder);
      write(folder, Site.CORE, core());
      write(folder, Site.HDFS, hdfs());
      write(folder, Site.YARN, yarn(index));
      write(folder, Site.MAPRED, mapred(index));
      write(folder, Site.CAPACITY_SCHEDULER, capacity());
      Files.writeString(folder.resolve("log4j.properties"), LOG4J);
      Files.writeString(
          folder.resolve("hadoop-env.sh"),
          ": \"${JAVA_HOME:=%s}\"%nexport JAVA_HOME%nHADOOP_OPTS=\"%s ${HADOOP_OPTS:-}\"%n"
              .formatted(System.getProperty("java.home"), kerberosOption()));
    }
  }

  /** The folder that a NodeManager reads; the first one's is the cluster's. */
  Path folder(int nodeManager) {
    return nodeManager == 0
        ? home.conf()
        : home.conf().resolveSibling("hadoop-nodemanager-" + nodeManager);
  }

  /** The option of every JVM of a secured cluster; blank elsewhere. */
  String kerberosOption() {
    return settings.security().map(security -> security.kdc().jvmOption()).orElse("");
  }

  private String containerOptions() {
    return (QUICK_JVM + " " + kerberosOption()).strip();
  }

  private Map<String, String> core() {
    Map<String, String> core = new TreeMap<>();
    core.put("fs.defaultFS", "hdfs://" + onLoopback(ports.nameNode()));
    core.put("hadoop.tmp.dir", data.resolve("tmp").toString());
    if (settings.security().isEmpty()) {
      // Nobody asks it before there is an encryption zone. A secured client would want its token.
      core.put(
          "hadoop.security.key.provider.path",
          "kms://http@" + onLoopback(ports.keyServer()) + "/kms");
    }
    return core;
  }

  private Map<String, String> hdfs() {
    return Map.ofEntries(
        Map.entry("dfs.namenode.http-address", onLoopback(ports.nameNodeWeb())),
        Map.entry("dfs.namenode.name.dir", data.resolve("name").toUri().toString()),
        Map.entry("dfs.datanode.data.dir", data.resolve("blocks").toUri().toString()),
        Map.entry("dfs.datanode.address", ports.dataTransfer()),
        Map.entry("dfs.datanode.http.address", ports.dataWeb()),
        Map.entry("dfs.datanode.ipc.address", ports.dataIpc()),
        Map.entry("dfs.replication", "1"),
        Map.entry("dfs.namenode.safemode.extension", "0"),
        Map.entry("dfs.namenode.acls.enabled", "true"),
        Map.entry("dfs.permissions.enabled", "true"),
        // A NameNode that was started again is found by its DataNode after 1 s, not after 3.
        Map.entry("dfs.heartbeat.interval", "1"),
        // A killed process loses nothing that it has written; only a dead machine would.
        Map.entry("dfs.namenode.edits.noeditlogchannelflush", "true"));
  }

  private Map<String, String> yarn(int nodeManager) {
    List<Integer> own = ports.nodeManager(nodeManager);
    Path local = data.resolve("nodemanager-" + nodeManager);
    return Map.ofEntries(
        Map.entry("yarn.resourcemanager.hostname", "127.0.0.1"),
        Map.entry("yarn.resourcemanager.address", onLoopback(ports.resourceManager())),
        Map.entry("yarn.resourcemanager.webapp.address", onLoopback(ports.resourceManagerWeb())),
        Map.entry("yarn.resourcemanager.scheduler.address", ports.scheduler()),
        Map.entry("yarn.resourcemanager.resource-tracker.address", ports.resourceTracker()),
        Map.entry("yarn.resourcemanager.admin.address", ports.resourceAdmin()),
        Map.entry("yarn.nodemanager.hostname", "127.0.0.1"),
        Map.entry("yarn.nodemanager.address", onLoopback(own.get(0))),
        Map.entry("yarn.nodemanager.localizer.address", onLoopback(own.get(1))),
        Map.entry("yarn.nodemanager.webapp.address", onLoopback(own.get(2))),
        Map.entry("yarn.nodemanager.local-dirs", local.resolve("local").toString()),
        Map.entry("yarn.nodemanager.log-dirs", local.resolve("logs").toString()),
        Map.entry("yarn.nodemanager.aux-services", "mapreduce_shuffle"),
        Map.entry("yarn.nodemanager.env-whitelist", WHITELIST),
        Map.entry("yarn.nodemanager.resource.memory-mb", "3072"),
        Map.entry("yarn.nodemanager.resource.cpu-vcores", "8"),
        Map.entry("yarn.nodemanager.vmem-check-enabled", "false"),
        Map.entry("yarn.nodemanager.pmem-check-enabled", "false"),
        Map.entry(
            "yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage",
            "99.5"),
        Map.entry("yarn.scheduler.minimum-allocation-mb", "128"),
        // A ResourceManager that was started again is found after 1 s, not after 30.
        Map.entry("yarn.resourcemanager.connect.retry-interval.ms", "1000"),
        // A killed NodeManager is given up after 15 s, not after ten minutes.
        Map.entry("yarn.nm.liveness-monitor.expiry-interval-ms", "15000"));
  }

  private Map<String, String> mapred(int nodeManager) {
    return Map.ofEntries(
        // Not in yarn-site.xml: there mapred-default.xml would win over it.
        Map.entry("mapreduce.shuffle.port", String.valueOf(ports.nodeManager(nodeManager).get(3))),
        Map.entry("mapreduce.framework.name", "yarn"),
        Map.entry("mapreduce.jobhistory.address", onLoopback(ports.historyServer())),
        Map.entry("mapreduce.jobhistory.webapp.address", onLoopback(ports.historyServerWeb())),
        Map.entry("mapreduce.jobhistory.admin.address", ports.historyAdmin()),
        Map.entry("yarn.app.mapreduce.am.resource.mb", "512"),
        Map.entry("yarn.app.mapreduce.am.command-opts", "-Xmx384m " + containerOptions()),
        Map.entry("mapreduce.map.memory.mb", "384"),
        Map.entry("mapreduce.reduce.memory.mb", "384"),
        Map.entry("mapreduce.admin.map.child.java.opts", containerOptions()),
        Map.entry("mapreduce.admin.reduce.child.java.opts", containerOptions()));
  }

  private static Map<String, String> capacity() {
    return Map.of(
        "yarn.scheduler.capacity.root.queues", "default",
        "yarn.scheduler.capacity.root.default.capacity", "100",
        // The usual tenth would not let two small jobs run at once.
        "yarn.scheduler.capacity.maximum-am-resource-percent", "0.8");
  }

  private void write(Path folder, Site site, Map<String, String> own) throws IOException {
    Map<String, String> all = new TreeMap<>(own);
    settings
        .security()
        .ifPresent(security -> all.putAll(security.properties().getOrDefault(site, Map.of())));
    all.putAll(settings.properties().getOrDefault(site, Map.of()));
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?>\n<configuration>\n");
    all.forEach(
        (key, value) ->
            xml.append("  <property><name>")
                .append(escaped(key))
                .append("</name><value>")
                .append(escaped(value))
                .append("</value></property>\n"));
    Files.writeString(folder.resolve(site.file()), xml.append("</configuration>\n"));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
