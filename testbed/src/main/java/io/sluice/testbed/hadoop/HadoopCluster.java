package io.sluice.testbed.hadoop;

import io.sluice.testbed.process.ChildJvm;
import io.sluice.testbed.process.Children;
import io.sluice.testbed.process.JavaProgram;
import io.sluice.testbed.process.StackHome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * HDFS and, when it is asked for, YARN with its job history, as real daemons on 127.0.0.1. The user
 * who runs this JVM is HDFS's superuser.
 */
public final class HadoopCluster implements AutoCloseable {
  private static final Duration FORMAT = Duration.ofSeconds(90);
  private static final String OPENS = "--add-opens=java.base/java.lang=ALL-UNNAMED";

  private final HadoopHome home;
  private final HadoopConf conf;
  private final HadoopSettings settings;
  private final HadoopPorts ports;
  private final Children children;
  private final ClusterProbe probe;
  private final Map<String, ChildJvm> daemons = new TreeMap<>();

  private HadoopCluster(HadoopConf conf, Children children) {
    this.home = conf.home();
    this.conf = conf;
    this.settings = conf.settings();
    this.ports = conf.ports();
    this.children = children;
    this.probe = new ClusterProbe(ports);
  }

  /**
   * Lays Hadoop out, formats and starts HDFS, and returns when files can be written. {@code /tmp}
   * is there, writable for all.
   *
   * @param directory for the Hadoop home, data and logs; a new one for each cluster
   */
  public static HadoopCluster startHdfs(HadoopSettings settings, StackHome stacks, Path directory)
      throws IOException {
    Path absolute = directory.toAbsolutePath();
    HadoopHome home = HadoopHome.layOut(settings.version(), stacks, absolute.resolve("hadoop"));
    HadoopPorts ports = HadoopPorts.find(settings.nodeManagers());
    HadoopConf conf = new HadoopConf(home, absolute.resolve("data"), settings, ports);
    conf.write();
    HadoopCluster cluster = new HadoopCluster(conf, Children.loggingTo(absolute.resolve("logs")));
    try {
      cluster
          .children
          .start(
              cluster
                  .program("format", Daemon.NAME_NODE.mainClass(), 0)
                  .withArguments("-format", "-nonInteractive"))
          .awaitSuccess(FORMAT);
      cluster.launch(Daemon.NAME_NODE, 0);
      cluster.launch(Daemon.DATA_NODE, 0);
      cluster.probe.awaitHdfs(cluster.daemons.values());
      return cluster;
    } catch (IOException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /**
   * Starts ResourceManager, NodeManagers and JobHistoryServer unless they run, and returns when
   * jobs can be submitted.
   */
  public void startYarn() throws IOException {
    if (daemons.containsKey(label(Daemon.RESOURCE_MANAGER, 0))) {
      return;
    }
    launch(Daemon.RESOURCE_MANAGER, 0);
    for (int index = 0; index < settings.nodeManagers(); index++) {
      launch(Daemon.NODE_MANAGER, index);
    }
    launch(Daemon.HISTORY_SERVER, 0);
    probe.awaitYarn(settings.nodeManagers(), daemons.values());
  }

  /** What {@code HADOOP_HOME} is set to. */
  public HadoopHome home() {
    return home;
  }

  /** The folder with core-site.xml and the others. */
  public Path conf() {
    return home.conf();
  }

  /** {@code fs.defaultFS}. */
  public String uri() {
    return "hdfs://" + HadoopPorts.onLoopback(ports.nameNode());
  }

  /** Where the NameNode's web and WebHDFS are. */
  public String nameNodeWeb() {
    return ClusterProbe.url(ports.nameNodeWeb());
  }

  /** Where the ResourceManager's web and REST interface are. */
  public String resourceManagerWeb() {
    return ClusterProbe.url(ports.resourceManagerWeb());
  }

  /** The JVMs of jobs that run on this cluster at the moment. */
  public List<Container> containers() {
    return Container.runningUnder(conf.data());
  }

  /** {@code kill -9}. */
  public void kill(Daemon daemon) {
    process(daemon, 0).kill();
  }

  /** {@code kill -9}; its containers stay, as on a real cluster. */
  public void killNodeManager(int index) {
    process(Daemon.NODE_MANAGER, index).kill();
  }

  /**
   * Starts a daemon that was killed, on its old data and ports, and returns when HDFS or YARN serve
   * as a whole again.
   */
  public void restart(Daemon daemon) throws IOException {
    launch(daemon, 0);
    awaitAround(daemon);
  }

  /** Like {@link #restart}. */
  public void restartNodeManager(int index) throws IOException {
    launch(Daemon.NODE_MANAGER, index);
    awaitAround(Daemon.NODE_MANAGER);
  }

  @Override
  public void close() {
    children.close();
    containers().forEach(Container::kill);
  }

  private void awaitAround(Daemon daemon) throws IOException {
    List<ChildJvm> alive = daemons.values().stream().filter(ChildJvm::isAlive).toList();
    switch (daemon) {
      case NAME_NODE, DATA_NODE -> probe.awaitHdfs(alive);
      case RESOURCE_MANAGER, NODE_MANAGER, HISTORY_SERVER ->
          probe.awaitYarn(settings.nodeManagers(), alive);
    }
  }

  private ChildJvm process(Daemon daemon, int index) {
    ChildJvm process = daemons.get(label(daemon, index));
    if (process == null) {
      throw new IllegalStateException(
          "Cannot kill %s: it was never started.".formatted(label(daemon, index)));
    }
    return process;
  }

  private void launch(Daemon daemon, int index) throws IOException {
    String label = label(daemon, index);
    ChildJvm before = daemons.get(label);
    if (before != null && before.isAlive()) {
      throw new IllegalStateException(
          "Cannot start %s: it still runs. Kill it first.".formatted(label));
    }
    JavaProgram program = program(label, daemon.mainClass(), index);
    daemons.put(
        label,
        children.start(
            daemon == Daemon.NODE_MANAGER
                ? program.withEnvironment(settings.nodeManagerEnvironment())
                : program));
  }

  private JavaProgram program(String label, String mainClass, int index) {
    Path folder = conf.folder(index);
    Map<String, String> environment = new TreeMap<>();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("HADOOP_CONF_DIR", folder.toString());
    for (String part : List.of("", "COMMON_", "HDFS_", "YARN_", "MAPRED_")) {
      environment.put("HADOOP_" + part + "HOME", home.directory().toString());
    }
    return JavaProgram.small(label, home.classPath(folder), mainClass, conf.data())
        .withJvmOptions(
            List.of(
                OPENS,
                "-Djava.net.preferIPv4Stack=true",
                "-Dhadoop.home.dir=" + home.directory(),
                "-Dhadoop.log.dir=" + conf.data().resolve("logs")))
        .withEnvironment(environment);
  }

  private static String label(Daemon daemon, int index) {
    return daemon == Daemon.NODE_MANAGER ? daemon + "-" + index : daemon.toString();
  }
}
