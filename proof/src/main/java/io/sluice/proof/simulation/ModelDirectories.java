package io.sluice.proof.simulation;

import io.sluice.job.config.IngestionPaths;
import io.sluice.job.planning.TopicDirectories;
import io.sluice.job.planning.landing.StoredTopicDirectories;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.store.StagingStore;
import io.sluice.tracker.verify.AheadOfLedger.LandedRuns;
import java.io.IOException;
import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Judges each directory as the job does, one after the other. */
final class ModelDirectories implements TopicDirectories {
  private final TopicDirectories stored;

  ModelDirectories(StagingStore store, Layout layout, LandedRuns runs) {
    this.stored =
        StoredTopicDirectories.claiming(
            store,
            new IngestionPaths(
                URI.create(Requests.FILE_SYSTEM),
                "/data",
                layout.stateDirectory(),
                "/data/.quarantine"),
            runs);
  }

  @Override
  public String directory(String topic) {
    return stored.directory(topic);
  }

  @Override
  public String quarantineDirectory(String topic) {
    return stored.quarantineDirectory(topic);
  }

  @Override
  public Map<String, Check> check(Collection<String> topics, Visitor visitor) throws IOException {
    Map<String, Check> all = new TreeMap<>();
    for (String topic : topics) {
      all.putAll(stored.check(Set.of(topic), visitor));
    }
    return all;
  }

  /** Directories of the model are few and flat: each of them is looked at anyway. */
  @Override
  public void note(Collection<String> topics, Visitor visitor) {}
}
