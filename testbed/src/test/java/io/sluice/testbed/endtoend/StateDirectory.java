package io.sluice.testbed.endtoend;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What stands in an ingestion's state directory on HDFS. */
record StateDirectory(WebHdfs hdfs, String path) {
  List<String> ledger() throws IOException {
    return hdfs.names(path + "/ledger");
  }

  boolean isPublished(long version) throws IOException {
    return hdfs.names(path + "/published").contains(String.valueOf(version));
  }

  /** Of all runs on a base. */
  List<String> manifests(long base) throws IOException {
    List<String> manifests = new ArrayList<>();
    for (String run : hdfs.names(path + "/runs/" + base)) {
      manifests.addAll(hdfs.names(path + "/runs/" + base + "/" + run + "/manifests"));
    }
    return manifests;
  }
}
