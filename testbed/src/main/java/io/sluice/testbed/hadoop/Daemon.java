package io.sluice.testbed.hadoop;

/** The daemons of a cluster. */
public enum Daemon {
  NAME_NODE("namenode", "org.apache.hadoop.hdfs.server.namenode.NameNode"),
  DATA_NODE("datanode", "org.apache.hadoop.hdfs.server.datanode.DataNode"),
  RESOURCE_MANAGER(
      "resourcemanager", "org.apache.hadoop.yarn.server.resourcemanager.ResourceManager"),
  NODE_MANAGER("nodemanager", "org.apache.hadoop.yarn.server.nodemanager.NodeManager"),
  HISTORY_SERVER("historyserver", "org.apache.hadoop.mapreduce.v2.hs.JobHistoryServer");

  private final String label;
  private final String mainClass;

  Daemon(String label, String mainClass) {
    this.label = label;
    this.mainClass = mainClass;
  }

  String mainClass() {
    return mainClass;
  }

  @Override
  public String toString() {
    return label;
  }
}
