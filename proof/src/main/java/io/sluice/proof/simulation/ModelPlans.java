package io.sluice.proof.simulation;

import io.sluice.job.ingestion.Acknowledgements;
import io.sluice.job.kafka.KafkaFacts;
import io.sluice.job.planning.PlanBase;
import io.sluice.job.planning.PlanOutcome;
import io.sluice.job.planning.Planner;
import io.sluice.job.run.stages.RunPlanning;
import io.sluice.proof.simulation.log.ModelFacts;
import io.sluice.tracker.Tracker;
import io.sluice.tracker.entry.TopicPatterns;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.store.StagingStore;
import java.io.IOException;

/** Plans by the real planner, with what the model's brokers answer. */
final class ModelPlans implements RunPlanning.PlanSource {
  private final History history;
  private final SimulatedClient client;
  private final StagingStore store;
  private final Layout layout;
  private final Tracker tracker;
  private boolean resets;

  ModelPlans(
      History history, SimulatedClient client, StagingStore store, Layout layout, Tracker tracker) {
    this.history = history;
    this.client = client;
    this.store = store;
    this.layout = layout;
    this.tracker = tracker;
  }

  @Override
  public PlanOutcome plan(PlanBase base, String runId, String ledgerId) throws IOException {
    if (resets) {
      history.count(Occurrence.TOPIC_RESTARTED);
    } else if (base.version() > client.seen()) {
      // Nobody else appends between a client's recovery and its plan but now and then.
      history.count(Occurrence.OLD_RUN_FENCED);
    }
    try (KafkaFacts facts =
        new ModelFacts(
            history.kafka(), history.metadata(base.state()), () -> history.pass(client))) {
      PlanOutcome outcome =
          new Planner(
                  facts,
                  new SameSchema(),
                  new ModelDirectories(store, layout, tracker.ledger()::runId),
                  history.world().clock())
              .plan(
                  Requests.of(
                      history.profile(),
                      patterns(),
                      runId,
                      ledgerId,
                      Acknowledgements.read(tracker.maintenance()).losses()),
                  base);
      resets = outcome instanceof PlanOutcome.ResetFirst;
      return outcome;
    }
  }

  /** A person leaves a topic out for some runs. */
  private TopicPatterns patterns() {
    if (!history.faultInjector().isCalm() && history.chance(history.profile().reconfigured())) {
      history.count(Occurrence.RECONFIGURED);
      return Requests.FEWER;
    }
    return Requests.ALL;
  }
}
