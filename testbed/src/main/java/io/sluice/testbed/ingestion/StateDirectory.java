package io.sluice.testbed.ingestion;

import io.sluice.testbed.hadoop.WebHdfs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** An ingestion's state directory on HDFS. */
public record StateDirectory(WebHdfs hdfs, String path) {
  public List<String> ledger() throws IOException {
    return hdfs.names(path + "/ledger");
  }

  /** The last version of the ledger; 0 if there is none. */
  public long head() throws IOException {
    return ledger().stream().mapToLong(Long::parseLong).max().orElse(0);
  }

  /** Whether an entry of that version stands: a look in a millisecond. */
  public boolean hasEntry(long version) throws IOException {
    return hdfs.exists(path + "/ledger/" + version);
  }

  public LedgerEntry entry(long version) throws IOException {
    return LedgerEntry.parse(hdfs.read(path + "/ledger/" + version));
  }

  public boolean isPublished(long version) throws IOException {
    return hdfs.names(path + "/published").contains(String.valueOf(version));
  }

  /** Whether the mark stands: a look in a millisecond. */
  public boolean hasMark(long version) throws IOException {
    return hdfs.exists(path + "/published/" + version);
  }

  /** The runs on a base that have put their plan. */
  public List<String> planned(long base) throws IOException {
    List<String> planned = new ArrayList<>();
    for (String run : hdfs.names(path + "/runs/" + base)) {
      if (hdfs.exists(path + "/runs/" + base + "/" + run + "/plan.json")) {
        planned.add(run);
      }
    }
    return planned;
  }

  /** Of all runs on a base. */
  public List<String> manifests(long base) throws IOException {
    List<String> manifests = new ArrayList<>();
    for (String run : hdfs.names(path + "/runs/" + base)) {
      manifests.addAll(hdfs.names(path + "/runs/" + base + "/" + run + "/manifests"));
    }
    return manifests;
  }

  /** Number of files of an entry that are not where they were staged any more. */
  public int moved(LedgerEntry entry) throws IOException {
    Set<String> directories = new TreeSet<>();
    entry.staged().forEach(file -> directories.add(file.substring(0, file.lastIndexOf('/'))));
    Set<String> there = new HashSet<>();
    for (String directory : directories) {
      hdfs.names(directory).forEach(name -> there.add(directory + "/" + name));
    }
    return (int) entry.staged().stream().filter(file -> !there.contains(file)).count();
  }
}
