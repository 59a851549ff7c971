package io.sluice.job.planning.landing;

import io.sluice.job.config.IngestionPaths;
import io.sluice.tracker.access.Access;
import io.sluice.tracker.access.ZoneMismatch;
import io.sluice.tracker.store.StagingStore;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * Checks the owners of the directories that a run is about to use, and whether a topic's quarantine
 * is encrypted like the topic. A directory that an administrator has created for the ingestion can
 * be used. If any other user has created it in advance, that user controls the landed data; this is
 * reported.
 */
final class DirectoryOwners {
  private final StagingStore store;
  private final IngestionPaths places;

  DirectoryOwners(StagingStore store, IngestionPaths places) {
    this.store = store;
    this.places = places;
  }

  /** Whether records of a topic have landed before. */
  enum Use {
    FIRST,
    AGAIN
  }

  /** Warnings about directories that all topics share, for a first run. */
  List<String> ofTheIngestion() throws IOException {
    List<String> warnings = new ArrayList<>();
    shared("state.dir", places.stateDir(), "change what Sluice moves and deletes")
        .ifPresent(warnings::add);
    shared(
            "quarantine.dir",
            places.quarantineDir(),
            "put another directory in the place of a topic's")
        .ifPresent(warnings::add);
    return warnings;
  }

  private Optional<String> shared(String key, String directory, String mayDo) throws IOException {
    try {
      Optional<Access> access = madeByAnother(directory);
      return access.isPresent()
          ? Optional.of(warning(key, directory, access.get(), mayDo))
          : Optional.empty();
    } catch (AccessControlException | AccessDeniedException e) {
      // The topics that need it are held.
      return Optional.empty();
    }
  }

  /** Warnings about a topic's own directories, before they are used. */
  List<String> ofTopic(String topic, Use use) throws IOException {
    List<String> warnings = new ArrayList<>();
    String directory = places.directory(topic);
    Optional<Access> access = store.access(directory);
    if (use == Use.FIRST && access.isPresent() && !access.get().isOwn()) {
      warnings.add(
          warning(
              "topic " + topic,
              directory,
              access.get(),
              "read, change and delete what lands there"));
    }
    String quarantine = places.quarantine(topic);
    Optional<Access> ofBad =
        madeByAnother(quarantine)
            .filter(each -> access.filter(own -> own.owner().equals(each.owner())).isEmpty());
    boolean isRestricted = access.isPresent() && !access.get().isOpenToOthers();
    if (ofBad.isPresent() && (use == Use.FIRST || isRestricted)) {
      warnings.add(
          warning(
              "the quarantine of topic " + topic,
              quarantine,
              ofBad.get(),
              "read bad records, whole as they came"));
    }
    return warnings;
  }

  private Optional<Access> madeByAnother(String directory) throws IOException {
    return store.access(directory).filter(access -> !access.isOwn());
  }

  private String warning(String what, String directory, Access access, String mayDo)
      throws IOException {
    return "The directory of %s was made by another user, who may %s: %s (%s). If that is not meant, give it to this user: %s %s %s"
        .formatted(what, mayDo, directory, access, chown(), user(), directory);
  }

  private String chown() {
    return "file".equals(places.fileSystem().getScheme()) ? "chown" : "hdfs dfs -chown";
  }

  private static String user() throws IOException {
    return UserGroupInformation.getCurrentUser().getShortUserName();
  }

  /**
   * The reason why bad records of the topic would not be encrypted like the topic; empty if they
   * are.
   */
  Optional<String> unencrypted(String topic) throws IOException {
    String directory = places.directory(topic);
    String quarantine = places.quarantine(topic);
    Optional<String> key = store.encryptionKey(directory);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    Optional<ZoneMismatch> mismatch =
        ZoneMismatch.between(directory, key, quarantine, store.encryptionKey(quarantine));
    if (mismatch.isEmpty()) {
      return Optional.empty();
    }
    ZoneMismatch.Contents contents =
        store.list(quarantine).isEmpty() ? ZoneMismatch.Contents.NONE : ZoneMismatch.Contents.FILES;
    return Optional.of(
        "Cannot land topic %s: %s. %s; the next run looks again."
            .formatted(topic, mismatch.get().why(), mismatch.get().remedy(user(), contents)));
  }

  /** Restricts a topic's quarantine, if it exists, to the users who can access the topic. */
  void guardQuarantine(String topic) throws IOException {
    String quarantine = places.quarantine(topic);
    if (store.access(quarantine).isPresent()) {
      store.guardLike(quarantine, places.directory(topic));
    }
  }
}
