package io.sluice.tracker.staging;

import io.sluice.tracker.entry.StagedFile;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares the paths of files in an entry or a manifest with those that {@link StagedPaths}
 * computes: the staged path and the final path, within one directory of the topic. {@link
 * OwnDirectories} decides which directories are allowed.
 *
 * @param ledgerId of the ledger whose runs have staged the files, in any state directory
 */
public record FilePaths(String ingestion, String ledgerId) {
  private static final Pattern NAME =
      Pattern.compile("([0-9]{1,10})-[0-9]{1,10}\\." + StagedPaths.EXTENSION);
  private static final Pattern PATH_HASH = Pattern.compile("[0-9a-f]{8}");
  private static final Pattern ATTEMPT = Pattern.compile("[a-zA-Z0-9_-]{1,100}");

  /**
   * The directory of a file's topic, by the final path of the file.
   *
   * @return empty if the path is not in such a directory
   */
  public static Optional<String> directory(StagedFile file) {
    String path = file.path();
    if (!StatedName.isPath(path) || !StatedName.isTopic(file.topic())) {
      return Optional.empty();
    }
    String directory = path.substring(0, path.lastIndexOf('/'));
    if (!file.timePartition().isEmpty()) {
      String below = "/" + file.timePartition();
      if (!StatedName.isBelow(file.timePartition()) || !directory.endsWith(below)) {
        return Optional.empty();
      }
      directory = directory.substring(0, directory.length() - below.length());
    }
    return isOf(file.topic(), directory) ? Optional.of(directory) : Optional.empty();
  }

  /** Returns whether a directory can belong to a topic, by its name. */
  public static boolean isOf(String topic, String directory) {
    return StatedName.isTopic(topic)
        && StatedName.isPath(directory)
        && directory.endsWith("/" + LandingDirectories.name(topic));
  }

  /**
   * The attempt that has staged a file of a run, such as {@code 3.0}; empty if the path does not
   * belong to an attempt.
   */
  public Optional<String> attempt(StagedFile file, long version, String runId) {
    Optional<String> directory = directory(file);
    if (directory.isEmpty()) {
      return Optional.empty();
    }
    String name = name(file.path());
    String run = version + "-" + runId + "-";
    Optional<String> below = belowStaging(file.staged(), directory.get());
    String base = (version - 1) + "/" + runId + "/";
    String staged = "/" + file.timePartition().replace('/', '~') + "~" + name + ".staged";
    if (!name.startsWith(run)
        || below.isEmpty()
        || !below.get().startsWith(base)
        || !below.get().endsWith(staged)
        || below.get().length() < base.length() + staged.length()) {
      return Optional.empty();
    }
    String attempt = below.get().substring(base.length(), below.get().length() - staged.length());
    Matcher number = NAME.matcher(name.substring(run.length()));
    return number.matches()
            && attempt.startsWith(number.group(1) + ".")
            && ATTEMPT.matcher(attempt.substring(number.group(1).length() + 1)).matches()
        ? Optional.of(attempt)
        : Optional.empty();
  }

  /** Returns whether an operation of the maintenance ledger can have staged and landed a file. */
  public boolean isOfMaintenance(StagedFile file) {
    Optional<String> directory = directory(file);
    return directory.isPresent()
        && belowStaging(file.staged(), directory.get()).filter(StatedName::isBelow).isPresent();
  }

  /** The part of the path after the directory of the owner of staged files. */
  private Optional<String> belowStaging(String staged, String directory) {
    String owner =
        StagedPaths.allStaging(directory)
            + "/"
            + new StagingOwner(ingestion, ledgerId, "").ofAnyCopy();
    int hashed = owner.length() + 8;
    return staged.startsWith(owner)
            && staged.length() > hashed
            && PATH_HASH.matcher(staged.substring(owner.length(), hashed)).matches()
            && staged.charAt(hashed) == '/'
        ? Optional.of(staged.substring(hashed + 1))
        : Optional.empty();
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
