package io.sluice.testbed.tour;

import io.sluice.testbed.hadoop.HadoopCluster;
import io.sluice.testbed.tour.console.Guide;
import io.sluice.testbed.tour.console.Shell;
import io.sluice.testbed.tour.console.Tree;
import io.sluice.testbed.tour.console.Typed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * YARN and HDFS.
 *
 * @param work for the copy that local readers read
 * @param typedIn where commands are typed
 */
record ClusterPlace(HadoopCluster cluster, Path work, Path typedIn) implements TourPlace {
  private static final String LANDED = "/data/landed";

  /** Of a line of {@code hadoop fs -ls}: mode, replication, user, group, bytes, day, time, path. */
  private static final int COLUMNS = 8;

  private static final int BYTES = 4;

  @Override
  public List<String> flags() {
    return List.of();
  }

  @Override
  public Map<String, String> environment() {
    return Map.of(
        "HADOOP_HOME",
        cluster.home().directory().toString(),
        "JAVA_HOME",
        System.getProperty("java.home"));
  }

  @Override
  public String topicsDir() {
    return cluster.uri() + LANDED;
  }

  @Override
  public List<Tree.File> files(Shell shell, Guide guide) throws IOException {
    Typed list = hadoop("fs", "-ls", "-R", topicsDir());
    guide.command(list.toString());
    List<Tree.File> files = new ArrayList<>();
    for (String line : shell.answer("hadoop-ls", list).lines().toList()) {
      String[] columns = line.split("\\s+", COLUMNS);
      if (columns.length == COLUMNS && columns[0].startsWith("-")) {
        String path = columns[COLUMNS - 1].substring(topicsDir().length() + 1);
        files.add(new Tree.File(path, Long.parseLong(columns[BYTES])));
      }
    }
    return files;
  }

  @Override
  public Path readable(Shell shell) throws IOException {
    Path copy = work.resolve("copied-from-hdfs");
    shell.show("hadoop-get", hadoop("fs", "-get", topicsDir(), copy.toString()));
    return copy;
  }

  private Typed hadoop(String... words) {
    return new Typed(List.of(cluster.home().command("hadoop").toString()), typedIn).and(words);
  }
}
