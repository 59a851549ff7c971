package io.sluice.proof.simulation;

import io.sluice.job.planning.TopicDirectories;
import io.sluice.tracker.commit.TestPlans;
import io.sluice.tracker.entry.Held;
import io.sluice.tracker.run.StagedPaths;
import io.sluice.tracker.store.StagedOutput;
import io.sluice.tracker.store.StagingStore;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Tries each directory as the job does, one after the other. */
final class ModelDirectories implements TopicDirectories {
  private final StagingStore store;

  ModelDirectories(StagingStore store) {
    this.store = store;
  }

  @Override
  public String directory(String topic) {
    return "/data/" + topic;
  }

  @Override
  public String quarantineDirectory(String topic) {
    return "/data/.quarantine/" + topic;
  }

  @Override
  public Map<String, Check> check(Collection<String> topics, Visitor visitor) throws IOException {
    Map<String, Check> all = new TreeMap<>();
    for (String topic : topics) {
      all.put(topic, check(topic, visitor));
    }
    return all;
  }

  private Check check(String topic, Visitor visitor) throws IOException {
    String directory =
        StagedPaths.stagingOn(directory(topic), TestPlans.OWNER, visitor.base())
            + "/"
            + visitor.runId()
            + "/plan";
    try {
      StagedOutput probe = store.open(directory + "/probe.staged");
      probe.abandon();
      store.delete(directory);
      return new Usable();
    } catch (QuotaFullException e) {
      return new Unusable(Held.Cause.DIRECTORY, e.toString());
    }
  }
}
