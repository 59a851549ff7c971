package io.sluice.writers.file;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A file that has landed.
 *
 * @param path with the scheme of the file system
 */
public record LandedFile(FileSystem files, Configuration hadoop, Path path) {
  /** The file at a path of the ledger. */
  public static LandedFile at(FileSystem files, Configuration hadoop, String path) {
    return new LandedFile(files, hadoop, files.makeQualified(new Path(path)));
  }

  public InputStream open() throws IOException {
    return files.open(path);
  }
}
