package io.sluice.job.inspect;

import io.sluice.job.config.Places;
import io.sluice.job.planning.landing.Owner;
import io.sluice.job.verb.Invocation;
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
final class LandedPlaces {
  private LandedPlaces() {}

  /**
   * Of the topics that the ledger or the configuration names, and those that are marked as its own.
   */
  static List<String> of(State state, Invocation invocation) throws IOException {
    Places places =
        Places.of(invocation.ingestion().options(), invocation.hadoop(), invocation.where());
    Set<String> topics = new TreeSet<>(invocation.ingestion().options().patterns().topics());
    topics.addAll(known(state));
    Set<String> directories = new TreeSet<>();
    for (String topic : topics) {
      directories.add(places.directory(topic));
      directories.add(places.quarantine(topic));
    }
    for (Store.Item item : state.store().list(places.topicsDir())) {
      String directory = places.topicsDir() + "/" + item.name();
      Optional<byte[]> owner =
          item.type() == Store.Item.Type.DIRECTORY
              ? state.store().read(directory + "/" + Owner.FILE)
              : Optional.empty();
      if (owner.isPresent() && Owner.of(owner.get()).ingestion().equals(state.ingestion())) {
        directories.add(directory);
        directories.add(places.quarantineDir() + "/" + item.name());
      }
    }
    return new ArrayList<>(directories);
  }

  private static Set<String> known(State state) throws IOException {
    try {
      return state
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
