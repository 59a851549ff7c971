package io.sluice.job.mapreduce;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;

/**
 * A Java runtime that is shipped to the containers through the distributed cache, for clusters
 * whose own Java is too old ({@code java.archive}).
 *
 * @param location of a {@code .tgz} on a Hadoop file system
 * @param home directory within the archive that contains {@code bin/java}, empty for the top
 *     directory
 */
record JavaArchive(URI location, String home) {
  private static final String LINK = "sluice-java";

  /**
   * Searches the archive for {@code bin/java}.
   *
   * @throws IOException if the archive cannot be read, or does not contain {@code bin/java}
   */
  static JavaArchive open(String location, Configuration conf) throws IOException {
    Path path = new Path(location);
    Path qualified = path.getFileSystem(conf).makeQualified(path);
    try (InputStream in = qualified.getFileSystem(conf).open(qualified);
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in))) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        String name = e.getName().startsWith("./") ? e.getName().substring(2) : e.getName();
        if (name.equals("bin/java") || (name.endsWith("/bin/java") && !name.contains("/jre/"))) {
          String home = name.substring(0, Math.max(0, name.length() - "/bin/java".length()));
          return new JavaArchive(qualified.toUri(), home);
        }
      }
    }
    throw new IOException(
        "Cannot use java.archive "
            + location
            + ": it holds no bin/java. Make it with 'tar czf jdk.tgz -C <folder of the JDK> .'.");
  }

  /** Ships it with the job, and runs the Application Master and the tasks on it. */
  void shipWith(Job job) {
    job.addCacheArchive(URI.create(location + "#" + LINK));
    // {{PWD}} is replaced in the container, where the distributed cache creates its links; $PWD
    // would be replaced by the process that requests the container.
    String javaHome = "{{PWD}}/" + LINK + (home.isEmpty() ? "" : "/" + home);
    Configuration conf = job.getConfiguration();
    conf.set("yarn.app.mapreduce.am.env.JAVA_HOME", javaHome);
    conf.set("mapreduce.map.env.JAVA_HOME", javaHome);
  }
}
