package io.sluice.testbed.soak.account;

import io.sluice.testbed.hadoop.WebHdfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The landed files of some topics, each read once; those seen before must stay as they were. They
 * are copied here a few at a time, and read by readers that are not ours.
 */
public final class LandedSide {
  private static final int FILES_AT_ONCE = 200;

  private final WebHdfs hdfs;
  private final String root;
  private final List<String> topics;
  private final Path scratch;
  private final SortedMap<String, Long> seen = new TreeMap<>();

  /**
   * Reads nothing yet.
   *
   * @param root {@code topics.dir}, as a path on HDFS
   * @param scratch a local directory for copies, made if it is not there
   */
  public LandedSide(WebHdfs hdfs, String root, List<String> topics, Path scratch) {
    this.hdfs = hdfs;
    this.root = root;
    this.topics = List.copyOf(topics);
    this.scratch = scratch;
  }

  /**
   * Reads the files that are new since the last time.
   *
   * @return what is wrong with the others: gone, or of another length
   */
  public List<String> readInto(Account account) throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String topic : topics) {
      SortedMap<String, Long> there = visible(hdfs.lengths(root + "/" + topic));
      wrong.addAll(moved(topic, there));
      List<String> added = there.keySet().stream().filter(file -> !seen.containsKey(file)).toList();
      for (int start = 0; start < added.size(); start += FILES_AT_ONCE) {
        List<String> part = added.subList(start, Math.min(start + FILES_AT_ONCE, added.size()));
        read(topic, part, account);
      }
      seen.putAll(there);
    }
    return wrong;
  }

  public int files() {
    return seen.size();
  }

  private List<String> moved(String topic, SortedMap<String, Long> there) {
    List<String> wrong = new ArrayList<>();
    String directory = root + "/" + topic + "/";
    for (Map.Entry<String, Long> file : seen.entrySet()) {
      if (file.getKey().startsWith(directory)) {
        Long length = there.get(file.getKey());
        if (length == null) {
          wrong.add("gone: " + file.getKey());
        } else if (!length.equals(file.getValue())) {
          wrong.add("%s: %d bytes, %d before".formatted(file.getKey(), length, file.getValue()));
        }
      }
    }
    return wrong;
  }

  private void read(String topic, List<String> files, Account account) throws IOException {
    String directory = root + "/" + topic;
    Path copies = Files.createTempDirectory(Files.createDirectories(scratch), "landed");
    List<Path> local = new ArrayList<>();
    for (String file : files) {
      Path copy = copies.resolve(file.substring(directory.length() + 1));
      Files.createDirectories(copy.toAbsolutePath().getParent());
      local.add(Files.write(copy, hdfs.read(file)));
    }
    RowSink rows =
        (kafkaPartition, offset, fingerprint) ->
            account.landed(new KafkaPartitionKey(topic, kafkaPartition), offset, fingerprint);
    AvroRows.read(copies, local, rows);
    ParquetRows.read(copies, local, rows);
    delete(local, copies);
  }

  private static void delete(List<Path> files, Path root) throws IOException {
    for (Path file : files) {
      Files.delete(file);
    }
    // The deepest first.
    try (java.util.stream.Stream<Path> tree = Files.walk(root)) {
      for (Path directory : tree.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(directory);
      }
    }
  }

  /** Files that readers see: nothing in their path begins with a dot or an underscore. */
  private SortedMap<String, Long> visible(SortedMap<String, Long> files) {
    SortedMap<String, Long> visible = new TreeMap<>(files);
    visible.keySet().removeIf(file -> file.contains("/.") || file.contains("/_"));
    return visible;
  }
}
