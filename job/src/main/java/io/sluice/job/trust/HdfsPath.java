package io.sluice.job.trust;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.fs.permission.FsPermission;
import org.jspecify.annotations.Nullable;

/**
 * A file in HDFS, with the directories above it.
 *
 * @param name as given
 */
record HdfsPath(String name, FileStatus file, List<FileStatus> above) {
  HdfsPath {
    above = List.copyOf(above);
  }

  static HdfsPath of(String name, Configuration hadoop) throws IOException {
    Path path = new Path(name);
    FileSystem files = path.getFileSystem(hadoop);
    List<FileStatus> above = new ArrayList<>();
    for (@Nullable Path at = path.getParent(); at != null; at = at.getParent()) {
      above.add(files.getFileStatus(at));
    }
    return new HdfsPath(name, files.getFileStatus(path), above);
  }

  /** Those of the file and the directories above it that all users can write to. */
  Causes writtenByAll() {
    List<Causes.Cause> causes = new ArrayList<>();
    if (isOpenToWrite(file)) {
      causes.add(new Causes.Cause(name, LocalFile.Kind.FILE, rights()));
    }
    for (FileStatus directory : above) {
      if (isOpenToWrite(directory) && !directory.getPermission().getStickyBit()) {
        causes.add(
            new Causes.Cause(
                directory.getPath().toString(), LocalFile.Kind.DIRECTORY, rights(directory)));
      }
    }
    return new Causes(causes);
  }

  private static boolean isOpenToWrite(FileStatus status) {
    return status.getPermission().getOtherAction().implies(FsAction.WRITE);
  }

  boolean isReadByOthers() {
    return file.getPermission().getOtherAction().implies(FsAction.READ);
  }

  /** Owner, group and rights of the file, for messages. */
  String rights() {
    return rights(file);
  }

  private static String rights(FileStatus status) {
    FsPermission rights = status.getPermission();
    return "owner %s, group %s, rights %s".formatted(status.getOwner(), status.getGroup(), rights);
  }
}
