package io.sluice.testbed.hadoop;

import io.sluice.testbed.process.FreePorts;
import java.io.IOException;
import java.util.List;

/**
 * The ports of a cluster, fixed for its life: a daemon that is started again is found where it was.
 */
record HadoopPorts(List<Integer> all) {
  private static final int SHARED = 14;
  private static final int PER_NODE_MANAGER = 4;

  static HadoopPorts find(int nodeManagers) throws IOException {
    return new HadoopPorts(FreePorts.find(SHARED + PER_NODE_MANAGER * nodeManagers));
  }

  int nameNode() {
    return all.get(0);
  }

  int nameNodeWeb() {
    return all.get(1);
  }

  int resourceManager() {
    return all.get(2);
  }

  int resourceManagerWeb() {
    return all.get(3);
  }

  int historyServer() {
    return all.get(4);
  }

  int historyServerWeb() {
    return all.get(5);
  }

  String historyAdmin() {
    return address(6);
  }

  String dataTransfer() {
    return onLoopback(of(Daemon.DATA_NODE, 0));
  }

  String dataWeb() {
    return address(8);
  }

  String dataIpc() {
    return address(9);
  }

  String scheduler() {
    return address(10);
  }

  String resourceTracker() {
    return address(11);
  }

  String resourceAdmin() {
    return address(12);
  }

  int keyServer() {
    return all.get(13);
  }

  /** Its own address, the localizer's, the web's, and the shuffle port's number. */
  List<Integer> nodeManager(int index) {
    int first = SHARED + PER_NODE_MANAGER * index;
    return all.subList(first, first + PER_NODE_MANAGER);
  }

  /** A port on which a daemon listens when it has come up. */
  int of(Daemon daemon, int index) {
    return switch (daemon) {
      case NAME_NODE -> nameNode();
      case DATA_NODE -> all.get(7);
      case RESOURCE_MANAGER -> resourceManager();
      case NODE_MANAGER -> nodeManager(index).get(2);
      case HISTORY_SERVER -> historyServer();
    };
  }

  static String onLoopback(int port) {
    return "127.0.0.1:" + port;
  }

  private String address(int index) {
    return onLoopback(all.get(index));
  }
}
