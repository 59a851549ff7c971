package io.sluice.testbed.hadoop;

import io.sluice.testbed.process.StackHome;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A directory that looks like an unpacked Hadoop release, made of links into Maven's local
 * repository: what stands on a stock cluster's class path, and in which order, is what many a job
 * fails over.
 */
public record HadoopHome(Path directory) {
  private static final Pattern COLON = Pattern.compile(Pattern.quote(File.pathSeparator));

  /** Lays a version out in a new directory. */
  static HadoopHome layOut(String version, StackHome stacks, Path directory) throws IOException {
    HadoopHome home = new HadoopHome(directory);
    String classPath = stacks.classPath("hadoop/target/hadoop-" + version + ".classpath");
    for (String jar : COLON.split(classPath, -1)) {
      Path source = Path.of(jar);
      Path folder = home.share().resolve(folder(source.getFileName().toString()));
      Files.createDirectories(folder);
      Files.createSymbolicLink(folder.resolve(source.getFileName()), source);
    }
    // The jars on Maven Central lack the web pages, and the daemons do not start without the
    // folders.
    for (String pages : List.of("hdfs", "datanode")) {
      Files.createDirectories(home.share().resolve("hdfs/webapps").resolve(pages));
    }
    home.installCommands();
    Files.createDirectories(home.conf());
    return home;
  }

  /** {@code etc/hadoop}. */
  public Path conf() {
    return directory.resolve("etc/hadoop");
  }

  /** One of the commands {@code hadoop}, {@code hdfs}, {@code yarn} and {@code mapred}. */
  public Path command(String name) {
    return directory.resolve("bin").resolve(name);
  }

  /** A daemon's class path, in the order of Hadoop's own scripts. */
  String classPath(Path conf) {
    Path share = share();
    return String.join(
        File.pathSeparator,
        conf.toString(),
        share + "/common/lib/*",
        share + "/common/*",
        share + "/hdfs",
        share + "/hdfs/lib/*",
        share + "/hdfs/*",
        share + "/mapreduce/*",
        share + "/yarn",
        share + "/yarn/lib/*",
        share + "/yarn/*");
  }

  private Path share() {
    return directory.resolve("share/hadoop");
  }

  private void installCommands() throws IOException {
    Path hadoop = command("hadoop");
    Files.createDirectories(hadoop.getParent());
    try (InputStream script = HadoopHome.class.getResourceAsStream("hadoop")) {
      if (script == null) {
        throw new IOException("Cannot install bin/hadoop: the script is not on the class path.");
      }
      Files.copy(script, hadoop);
    }
    if (!hadoop.toFile().setExecutable(true)) {
      throw new IOException("Cannot make " + hadoop + " executable.");
    }
    for (String other : List.of("hdfs", "yarn", "mapred")) {
      Files.createSymbolicLink(command(other), hadoop.getFileName());
    }
  }

  private static String folder(String jar) {
    if (jar.startsWith("hadoop-hdfs")) {
      return "hdfs";
    }
    if (jar.startsWith("hadoop-yarn")) {
      return "yarn";
    }
    if (jar.startsWith("hadoop-mapreduce")) {
      return "mapreduce";
    }
    return jar.startsWith("hadoop-common") || jar.startsWith("hadoop-registry")
        ? "common"
        : "common/lib";
  }
}
