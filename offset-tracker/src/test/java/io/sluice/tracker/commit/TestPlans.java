package io.sluice.tracker.commit;

import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.Loss;
import io.sluice.tracker.entry.TopicPatterns;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.run.Piece;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.run.Plan.ErrorBudget;
import io.sluice.tracker.run.Plan.LeftOut;
import io.sluice.tracker.run.Plan.OnFailure;
import io.sluice.tracker.run.Plan.PlannedRange;
import io.sluice.tracker.run.Plan.PlannedTask;
import io.sluice.tracker.run.Plan.PlannedTopic;
import io.sluice.tracker.staging.LandingDirectories;
import io.sluice.tracker.staging.StagingOwner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Builds plans for tests, a line per range and task. */
public final class TestPlans {
  public static final String INGESTION = "web";
  public static final String LEDGER_ID = "k3x9qa7b2c1d";

  /** Who stages in the tests' one state directory. */
  public static final StagingOwner OWNER = new StagingOwner(INGESTION, LEDGER_ID, "/state");

  /** Where the tests' one ingestion lands. */
  public static final LandingDirectories DIRECTORIES =
      new LandingDirectories("/data", "/data/.quarantine");

  public static final long PLANNED_AT = 1_000_000;
  public static final long ASKED_AT = 999_000;

  private final String runId;
  private final long base;
  private final String baseChecksum;
  private final Map<String, List<PlannedRange>> ranges = new TreeMap<>();
  private final List<PlannedTask> tasks = new ArrayList<>();
  private final List<Hold> held = new ArrayList<>();
  private final List<Loss> losses = new ArrayList<>();
  private final List<LeftOut> leftOut = new ArrayList<>();
  private Optional<String> idPrefix = Optional.of("id-");
  private OnFailure onFailure = OnFailure.PARTIAL;

  public TestPlans(String runId, long base, String baseChecksum) {
    this.runId = runId;
    this.base = base;
    this.baseChecksum = baseChecksum;
  }

  /** A topic, which may stay without ranges. */
  public TestPlans topic(String topic) {
    ranges.computeIfAbsent(topic, name -> new ArrayList<>());
    return this;
  }

  /** A range that begins where the ledger is and ends where the log does. */
  public TestPlans range(String topic, int number, long start, long end) {
    return range(topic, planned(number, start, end, end));
  }

  public static PlannedRange planned(int number, long start, long end, long logEnd) {
    return new PlannedRange(
        number, start, start, end, logEnd, LeaderEpoch.UNKNOWN, 0, ASKED_AT, List.of());
  }

  public TestPlans range(String topic, PlannedRange range) {
    ranges.computeIfAbsent(topic, name -> new ArrayList<>()).add(range);
    return this;
  }

  /** The next task. */
  public TestPlans task(Piece... pieces) {
    tasks.add(new PlannedTask(tasks.size(), 1, List.of(pieces)));
    return this;
  }

  public static Piece piece(String topic, int number, long start, long end, int fileGroup) {
    OffsetRange range = new OffsetRange(new KafkaPartition(topic, number), start, end);
    return new Piece(range, LeaderEpoch.UNKNOWN, fileGroup);
  }

  public TestPlans held(Hold... all) {
    held.addAll(List.of(all));
    return this;
  }

  public TestPlans losses(Loss... all) {
    losses.addAll(List.of(all));
    return this;
  }

  public TestPlans leftOut(String topic) {
    leftOut.add(new LeftOut(topic, "no leader"));
    return this;
  }

  /** As from a broker that gives none. */
  public TestPlans withoutTopicIds() {
    idPrefix = Optional.empty();
    return this;
  }

  public TestPlans onFailure(OnFailure policy) {
    onFailure = policy;
    return this;
  }

  public Plan plan() {
    List<PlannedTopic> topics = new ArrayList<>();
    ranges.forEach(
        (topic, planned) ->
            topics.add(
                new PlannedTopic(
                    topic,
                    idPrefix.map(prefix -> prefix + topic).orElse(""),
                    directory(topic),
                    "/data/.quarantine/" + topic,
                    "\"bytes\"",
                    "schema-" + topic,
                    Map.of("format", "avro"),
                    new ErrorBudget(2, 0.1),
                    planned)));
    return new Plan(
        INGESTION,
        LEDGER_ID,
        runId,
        base,
        baseChecksum,
        "cluster",
        "file:///",
        PLANNED_AT,
        onFailure,
        topics,
        tasks,
        held,
        losses,
        TopicPatterns.NONE,
        leftOut);
  }

  public static String directory(String topic) {
    return "/data/" + topic;
  }
}
