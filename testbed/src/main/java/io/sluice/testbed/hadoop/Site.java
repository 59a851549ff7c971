package io.sluice.testbed.hadoop;

/** The files of {@code etc/hadoop} that hold properties. */
public enum Site {
  CORE("core-site.xml"),
  HDFS("hdfs-site.xml"),
  YARN("yarn-site.xml"),
  MAPRED("mapred-site.xml"),
  CAPACITY_SCHEDULER("capacity-scheduler.xml");

  private final String file;

  Site(String file) {
    this.file = file;
  }

  public String file() {
    return file;
  }
}
