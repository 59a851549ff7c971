package io.sluice.job.planning.landing;

import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.staging.LandingDirectories;
import io.sluice.tracker.staging.OwnDirectories;
import io.sluice.tracker.store.Store;
import java.io.IOException;
import java.util.Optional;

/**
 * The directories of topics in the configuration, and those in which the ingestion has landed
 * before {@code topics.dir} was changed: an owner file marks them. A user who can only write to the
 * state directory cannot create this mark.
 *
 * @param landing the directories in the current configuration
 */
public record MarkedDirectories(Store store, String ingestion, LandingDirectories landing)
    implements OwnDirectories {
  /** The default quarantine of a former {@code topics.dir}, which has no owner file of its own. */
  private static final String QUARANTINE = "/.quarantine/";

  @Override
  public boolean isOwn(String ledgerId, StagedFile.Kind kind, String topic, String directory)
      throws IOException {
    if (landing.isOwn(ledgerId, kind, topic, directory) || isMarked(ledgerId, directory)) {
      return true;
    }
    String end = QUARANTINE + LandingDirectories.name(topic);
    return kind == StagedFile.Kind.QUARANTINE
        && directory.endsWith(end)
        && isMarked(
            ledgerId,
            directory.substring(0, directory.length() - end.length())
                + "/"
                + LandingDirectories.name(topic));
  }

  private boolean isMarked(String ledgerId, String directory) throws IOException {
    Optional<byte[]> content = store.read(directory + "/" + TopicOwner.FILE);
    if (content.isEmpty()) {
      return false;
    }
    TopicOwner owner = TopicOwner.of(content.get());
    return owner.ingestion().equals(ingestion) && owner.ledgerId().equals(ledgerId);
  }
}
