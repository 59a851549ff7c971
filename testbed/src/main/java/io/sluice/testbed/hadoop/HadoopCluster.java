package io.sluice.testbed.hadoop;

import io.sluice.testbed.process.ChildJvm;
import io.sluice.testbed.process.StackHome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * HDFS and, when it is asked for, YARN with its job history, as real daemons on 127.0.0.1. The user
 * who runs this JVM is HDFS's superuser; {@code /tmp} is there, writable for all.
 */
public final class HadoopCluster implements AutoCloseable {
  private final HadoopConf conf;
  private final HadoopPorts ports;
  private final ClusterProbe probe;
  private final Daemons daemons;
  private final KeyServer keyServer;

  private HadoopCluster(HadoopConf conf, Path logs) {
    this.conf = conf;
    this.ports = conf.ports();
    this.probe = new ClusterProbe(ports, superuser());
    this.daemons = new Daemons(conf, logs);
    this.keyServer = new KeyServer(conf, logs);
  }

  /**
   * Starts HDFS alone and returns when files can be written.
   *
   * @param directory for the Hadoop home, data and logs; a new one for each cluster
   */
  public static HadoopCluster startHdfs(HadoopSettings settings, StackHome stacks, Path directory)
      throws IOException {
    HadoopCluster cluster = prepared(settings, stacks, directory);
    try {
      cluster.daemons.launchHdfs(cluster.daemons.startFormat());
      cluster.probe.awaitHdfs(cluster.daemons.all());
      return cluster;
    } catch (IOException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** Starts HDFS and YARN side by side and returns when jobs can be submitted. */
  public static HadoopCluster startHdfsAndYarn(
      HadoopSettings settings, StackHome stacks, Path directory) throws IOException {
    HadoopCluster cluster = prepared(settings, stacks, directory);
    try {
      ChildJvm format = cluster.daemons.startFormat();
      cluster.daemons.launchYarn();
      cluster.daemons.launchHdfs(format);
      cluster.probe.awaitHdfs(cluster.daemons.all());
      cluster.probe.awaitYarn(settings.nodeManagers(), cluster.daemons.all());
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
    if (!daemons.launched(Daemon.RESOURCE_MANAGER)) {
      daemons.launchYarn();
      probe.awaitYarn(conf.settings().nodeManagers(), daemons.all());
    }
  }

  /** The server of the keys of encryption zones, started when it is first asked for. */
  public KeyServer keyServer(StackHome stacks) throws IOException {
    keyServer.start(stacks);
    return keyServer;
  }

  /** The value of {@code HADOOP_HOME}. */
  public HadoopHome home() {
    return conf.home();
  }

  /** The folder with core-site.xml and the others. */
  public Path conf() {
    return home().conf();
  }

  /** {@code fs.defaultFS}. */
  public String uri() {
    return "hdfs://" + HadoopPorts.onLoopback(ports.nameNode());
  }

  /** Address of the NameNode's web page and WebHDFS. */
  public String nameNodeWeb() {
    return ClusterProbe.url(ports.nameNodeWeb());
  }

  /** HDFS's superuser, for WebHDFS. */
  String superuser() {
    return conf.settings().superuser();
  }

  /** Address of the ResourceManager's web page and REST interface. */
  public String resourceManagerWeb() {
    return ClusterProbe.url(ports.resourceManagerWeb());
  }

  /** The JVMs of jobs that run on this cluster at the moment. */
  public List<Container> containers() {
    return Container.runningUnder(conf.data());
  }

  /** {@code kill -9}; of the NodeManagers the first. */
  public void kill(Daemon daemon) {
    daemons.kill(daemon, 0);
  }

  /** {@code kill -9}; its containers stay, as on a real cluster. */
  public void killNodeManager(int index) {
    daemons.kill(Daemon.NODE_MANAGER, index);
  }

  /**
   * Starts a daemon that was killed, on its old data and ports, and returns when HDFS or YARN serve
   * as a whole again.
   */
  public void restart(Daemon daemon) throws IOException {
    daemons.launch(daemon, 0);
    awaitAround(daemon, 0);
  }

  /** Like {@link #restart}. */
  public void restartNodeManager(int index) throws IOException {
    daemons.launch(Daemon.NODE_MANAGER, index);
    awaitAround(Daemon.NODE_MANAGER, index);
  }

  @Override
  public void close() {
    daemons.close();
    keyServer.close();
    containers().forEach(Container::kill);
  }

  private static HadoopCluster prepared(HadoopSettings settings, StackHome stacks, Path directory)
      throws IOException {
    Path absolute = directory.toAbsolutePath();
    HadoopHome home = HadoopHome.layOut(settings.version(), stacks, absolute.resolve("hadoop"));
    HadoopPorts ports = HadoopPorts.find(settings.nodeManagers());
    HadoopConf conf = new HadoopConf(home, absolute.resolve("data"), settings, ports);
    conf.write();
    return new HadoopCluster(conf, absolute.resolve("logs"));
  }

  /** Only the living are watched meanwhile: others may have been killed on purpose. */
  private void awaitAround(Daemon daemon, int index) throws IOException {
    // The others count a daemon that was killed as alive for a while: that alone proves nothing.
    probe.awaitPort(daemon, index, daemons.alive());
    switch (daemon) {
      case NAME_NODE, DATA_NODE -> probe.awaitHdfs(daemons.alive());
      case RESOURCE_MANAGER, NODE_MANAGER, HISTORY_SERVER ->
          probe.awaitYarn(conf.settings().nodeManagers(), daemons.alive());
    }
  }
}
