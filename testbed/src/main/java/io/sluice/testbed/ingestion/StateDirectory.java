package io.sluice.testbed.ingestion;

import io.sluice.testbed.hadoop.WebHdfs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What stands in an ingestion's state directory on HDFS. */
public record StateDirectory(WebHdfs hdfs, String path) {
  public List<String> ledger() throws IOException {
    return hdfs.names(path + "/ledger");
  }

  public boolean isPublished(long version) throws IOException {
    return hdfs.names(path + "/published").contains(String.valueOf(version));
  }

  /** Of all runs on a base. */
  public List<String> manifests(long base) throws IOException {
    List<String> manifests = new ArrayList<>();
    for (String run : hdfs.names(path + "/runs/" + base)) {
      manifests.addAll(hdfs.names(path + "/runs/" + base + "/" + run + "/manifests"));
    }
    return manifests;
  }
}
