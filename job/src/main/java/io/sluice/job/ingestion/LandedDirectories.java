package io.sluice.job.ingestion;

import io.sluice.job.config.IngestionPaths;
import io.sluice.job.planning.landing.TopicOwner;
import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.store.Store;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Every directory in which the ingestion may have landed, found without the ledger too. */
public final class LandedDirectories {
  private LandedDirectories() {}

  /**
   * Reads which topics the ledger or the configuration names, and which directories are marked as
   * the ingestion's own.
   */
  public static List<String> read(OpenIngestion open) throws IOException {
    IngestionPaths places = open.places();
    Set<String> topics = new TreeSet<>(open.ingestion().options().patterns().topics());
    topics.addAll(topicsOfLedger(open));
    Set<String> directories = new TreeSet<>();
    for (String topic : topics) {
      directories.addAll(ofTopic(open, topic));
    }
    for (Store.Item item : open.store().list(places.topicsDir())) {
      String directory = places.topicsDir() + "/" + item.name();
      Optional<byte[]> owner =
          item.type() == Store.Item.Type.DIRECTORY
              ? open.store().read(directory + "/" + TopicOwner.FILE)
              : Optional.empty();
      if (owner.isPresent() && TopicOwner.of(owner.get()).ingestion().equals(open.name())) {
        directories.add(directory);
        directories.add(places.quarantineDir() + "/" + item.name());
      }
    }
    return new ArrayList<>(directories);
  }

  /** Those of one topic: its data and its quarantine. */
  public static List<String> ofTopic(OpenIngestion open, String topic) {
    return List.of(open.places().directory(topic), open.places().quarantine(topic));
  }

  private static Set<String> topicsOfLedger(OpenIngestion open) throws IOException {
    try {
      return open.tracker()
          .ledger()
          .head()
          .map(StoredEntry::offsets)
          .map(head -> head.state().topics().keySet())
          .orElse(Set.of());
    } catch (UnreadableStateException e) {
      return Set.of(); // reported by what reads the whole ledger
    }
  }
}
