package io.sluice.testbed.hadoop;

import io.sluice.testbed.process.ChildJvm;
import io.sluice.testbed.process.Children;
import io.sluice.testbed.process.JavaProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The processes of a cluster. A daemon is launched again under its old name, log, ports and data.
 */
final class Daemons implements AutoCloseable {
  private static final Duration FORMAT = Duration.ofSeconds(90);
  private static final String OPENS = "--add-opens=java.base/java.lang=ALL-UNNAMED";

  private final HadoopConf conf;
  private final Children children;
  private final Map<String, ChildJvm> running = new TreeMap<>();

  Daemons(HadoopConf conf, Path logs) {
    this.conf = conf;
    this.children = Children.loggingTo(logs);
  }

  ChildJvm startFormat() throws IOException {
    return children.start(
        program("format", Daemon.NAME_NODE, 0).withArguments("-format", "-nonInteractive"));
  }

  void launchHdfs(ChildJvm format) throws IOException {
    format.awaitSuccess(FORMAT);
    launch(Daemon.NAME_NODE, 0);
    launch(Daemon.DATA_NODE, 0);
  }

  void launchYarn() throws IOException {
    launch(Daemon.RESOURCE_MANAGER, 0);
    for (int index = 0; index < conf.settings().nodeManagers(); index++) {
      launch(Daemon.NODE_MANAGER, index);
    }
    // It waits for HDFS by itself.
    launch(Daemon.HISTORY_SERVER, 0);
  }

  void launch(Daemon daemon, int index) throws IOException {
    String label = label(daemon, index);
    ChildJvm before = running.get(label);
    if (before != null && before.isAlive()) {
      throw new IllegalStateException(
          "Cannot start %s: it still runs. Kill it first.".formatted(label));
    }
    running.put(label, children.start(program(label, daemon, index)));
  }

  void kill(Daemon daemon, int index) {
    ChildJvm process = running.get(label(daemon, index));
    if (process == null) {
      throw new IllegalStateException(
          "Cannot kill %s: it was never started.".formatted(label(daemon, index)));
    }
    process.kill();
  }

  boolean launched(Daemon daemon) {
    return running.containsKey(label(daemon, 0));
  }

  Collection<ChildJvm> all() {
    return running.values();
  }

  List<ChildJvm> alive() {
    return all().stream().filter(ChildJvm::isAlive).toList();
  }

  @Override
  public void close() {
    children.close();
  }

  private JavaProgram program(String name, Daemon daemon, int index) {
    HadoopHome home = conf.home();
    Path folder = conf.folder(index);
    Map<String, String> environment = new TreeMap<>();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("HADOOP_CONF_DIR", folder.toString());
    for (String part : List.of("", "COMMON_", "HDFS_", "YARN_", "MAPRED_")) {
      environment.put("HADOOP_" + part + "HOME", home.directory().toString());
    }
    if (daemon == Daemon.NODE_MANAGER) {
      environment.putAll(conf.settings().nodeManagerEnvironment());
    }
    return JavaProgram.small(name, home.classPath(folder), daemon.mainClass(), conf.data())
        .withJvmOptions(
            List.of(
                OPENS,
                "-Djava.net.preferIPv4Stack=true",
                "-Dhadoop.home.dir=" + home.directory(),
                "-Dhadoop.log.dir=" + conf.data().resolve("logs")))
        .withJvmOptions(kerberos())
        .withEnvironment(environment);
  }

  private List<String> kerberos() {
    return conf.settings().security().map(security -> security.kdc().jvmOption()).stream().toList();
  }

  private static String label(Daemon daemon, int index) {
    return daemon == Daemon.NODE_MANAGER ? daemon + "-" + index : daemon.toString();
  }
}
