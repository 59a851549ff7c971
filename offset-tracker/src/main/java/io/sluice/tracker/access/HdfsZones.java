package io.sluice.tracker.access;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.client.HdfsAdmin;
import org.apache.hadoop.hdfs.protocol.EncryptionZone;

/** The encryption zones of an HDFS. */
public final class HdfsZones {
  private final FileContext files;
  private final Configuration configuration;

  public HdfsZones(FileContext files, Configuration configuration) {
    this.files = files;
    this.configuration = configuration;
  }

  /**
   * The name of the key of the zone that a path is in, or would be in after it is created; empty if
   * there is none.
   */
  public Optional<String> key(Path path) throws IOException {
    FileStatus there = nearest(files, path);
    if (!there.isEncrypted()) {
      return Optional.empty();
    }
    HdfsAdmin admin = new HdfsAdmin(files.getDefaultFileSystem().getUri(), configuration);
    return Optional.ofNullable(admin.getEncryptionZoneForPath(there.getPath()))
        .map(EncryptionZone::getKeyName);
  }

  /** The status of the path, or of the nearest existing directory above it. */
  public static FileStatus nearest(FileContext files, Path path) throws IOException {
    Path at = path;
    while (true) {
      try {
        return files.getFileStatus(at);
      } catch (FileNotFoundException e) {
        Path parent = at.getParent();
        if (parent == null) {
          throw e;
        }
        at = parent;
      }
    }
  }
}
