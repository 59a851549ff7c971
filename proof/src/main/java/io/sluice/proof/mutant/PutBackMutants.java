package io.sluice.proof.mutant;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Bugs that Sluice once had: topics that are created again, state directories that are not alone.
 */
final class PutBackMutants {
  /** Seeds that find a bug which others do not: the search begins there, to be short. */
  private static final Map<String, Long> SEEDS =
      Map.ofEntries(
          Map.entry("NEW_ID_FOR_ONE_KAFKA_PARTITION", 43L),
          Map.entry("RECREATED_KEEPS_ITS_GENERATION", 19L),
          Map.entry("A_RESET_NEEDS_A_HEAD", 881L),
          Map.entry("A_PLAN_THAT_IS_LEFT_BEGAN_NOTHING", 284L),
          Map.entry("OFFSETS_BEFORE_THE_ID", 4046L),
          Map.entry("A_FORMER_ID_IS_NEW", 383L),
          Map.entry("LEDGERS_OF_ONE_NAME", 245L),
          Map.entry("RUNS_NOT_COMPARED", 87L),
          Map.entry("LET_GO_PASSES_FOR_ITS_OWN", 5655L),
          Map.entry("JUDGED_AFTER_THE_BOUND", 43L),
          Map.entry("FOREIGN_MARK_PASSES", 6L),
          Map.entry("RETENTION_TAKES_THE_HEAD", 633L),
          Map.entry("HELD_FOR_WHAT_STAYS", 1258L),
          Map.entry("A_HOLD_OUTLIVES_ITS_TOPIC", 198L));

  private static final String SET_BACK = "tracker/state/SetBackCheck.java";

  private PutBackMutants() {}

  static List<Mutant> all() {
    return Stream.of(ofTopicIds(), ofStateDirectories(), ofHolds())
        .flatMap(List::stream)
        .map(mutant -> mutant.bySeed(SEEDS.getOrDefault(mutant.name(), 0L)))
        .toList();
  }

  private static List<Mutant> ofTopicIds() {
    String state = "tracker/entry/OffsetState.java";
    String release = "job/release/Release.java";
    String planning = "job/run/stages/RunPlanning.java";
    return List.of(
        Mutant.of(
                "NEW_ID_FOR_ONE_KAFKA_PARTITION",
                "a release writes a new topic ID, and one Kafka partition begins anew",
                state,
                "another || from.containsKey(state.number())",
                "from.containsKey(state.number())")
            .and(
                release,
                "if (another && !others.isEmpty()) {",
                "if (another && others.size() < 0) {"),
        Mutant.of(
            "RECREATED_KEEPS_ITS_GENERATION",
            "a topic that was created again goes on in its generation",
            state,
            "? state.nextGeneration(from.getOrDefault(state.number(), 0L))",
            "? (another ? new KafkaPartitionState(state.number(), state.after(),"
                + " from.getOrDefault(state.number(), 0L), -1, state.generation(), -1, 0, 0, 0,"
                + " List.of()) : state.nextGeneration(from.getOrDefault(state.number(), 0L)))"),
        Mutant.of(
            "A_RESET_NEEDS_A_HEAD",
            "where no entry stands yet, a topic that was created again stops each run",
            planning,
            "author.firstHeader(left.get(0), act)",
            "author.headerAfter(head.orElseThrow(), act)"),
        Mutant.of(
            "A_PLAN_THAT_IS_LEFT_BEGAN_NOTHING",
            "a run begins topics anew that an earlier run on its head has begun",
            planning,
            ".begunBy(left)",
            ".begunBy(List.of())"),
        Mutant.of(
                "OFFSETS_BEFORE_THE_ID",
                "a release asks for offsets, and then for the topic's ID",
                release,
                "// The ID first: what is asked afterwards belongs to this topic or to a later one.",
                "EARLY.set(kafka.offsets(which(held, how), concernedOrNot(topic)));")
            .and(
                release,
                "add(from, held, kafka.offsets(which(held, how), concerned));",
                "Map<KafkaPartition, KafkaAnswer<Long>> early = new java.util.HashMap<>(EARLY.get());"
                    + " early.keySet().retainAll(concerned); add(from, held, early);")
            .and(
                release,
                "private static OffsetKind which(",
                "private static final ThreadLocal<Map<KafkaPartition, KafkaAnswer<Long>>> EARLY = new"
                    + " ThreadLocal<>();\n\n  private static OffsetKind which("),
        Mutant.of(
            "A_FORMER_ID_IS_NEW",
            "a broker with stale metadata makes a topic pass for created again",
            "job/planning/begin/TopicRecreation.java",
            "if (known.formerIds().contains(now) || stillThere) {",
            "if (now.isEmpty()) {"),
        Mutant.of(
                "NO_ID_IS_NEW",
                "one answer without a topic ID makes the ledger forget it",
                "tracker/entry/TopicState.java",
                "if (answered.isEmpty() || answered.equals(topicId)) {",
                "if (answered.equals(topicId)) {")
            .and(
                "job/planning/begin/TopicDraft.java",
                "return facts.topicId().isEmpty() ? knownId : facts.topicId();",
                "return facts.topicId();"));
  }

  private static List<Mutant> ofStateDirectories() {
    String ahead = "tracker/verify/AheadOfLedger.java";
    return List.of(
        Mutant.of(
                "LEDGERS_OF_ONE_NAME",
                "two state directories with one name own the same directories",
                "tracker/staging/StagingOwner.java",
                "return ofAnyCopy() + HexFormat.of().formatHex(Sha256.of(stateDirectory), 0, PATH_BYTES);",
                "return ingestion;")
            .and(
                "job/planning/landing/StoredTopicDirectories.java",
                "new TopicOwner(visitor.ingestion(), visitor.ledgerId(), visitor.clusterId());",
                "new TopicOwner(visitor.ingestion(), \"\", visitor.clusterId());"),
        Mutant.of(
                "RUNS_NOT_COMPARED",
                "what has landed with a version that the ledger has reached passes for its own",
                ahead,
                "if (name.version() == last || extent == Extent.ALL) {",
                "if (name.version() > reached) {")
            .and(ahead, "if (name.version() > moved) {", "if (name.version() > reached) {"),
        Mutant.of(
            "LET_GO_PASSES_FOR_ITS_OWN",
            "what has landed with a version that retention has let go passes for the ledger's own",
            ahead,
            "if (name.version() > moved) {",
            "if (name.version() > reached) {"),
        Mutant.of(
            "JUDGED_AFTER_THE_BOUND",
            "only directories of topics that a run has room for are held against the ledger",
            "job/planning/LandableTopics.java",
            "demands.forEach(demand -> judged.add(demand.topic()));",
            ""),
        Mutant.of(
                "FOREIGN_MARK_PASSES",
                "a published mark of another entry passes for this one's",
                "tracker/ledger/PublishedMarks.java",
                "if (marked.isPresent() && !marked.get().equals(entry.checksum())) {",
                "if (marked.isPresent() && marked.get().isEmpty()) {")
            .and(
                SET_BACK,
                "if (ahead.isPresent()) {",
                "if (ahead.isPresent() && ahead.get().isEmpty()) {"),
        Mutant.of(
                "RETENTION_TAKES_THE_HEAD",
                "retention lets go what a digest of a later ledger covers",
                "tracker/retention/LedgerRetention.java",
                "if (digest.upTo() == 0 || !isFollowed(digest)) {",
                "if (digest.upTo() == 0) {")
            .and(
                SET_BACK,
                "if (ahead.isPresent()) {",
                "if (ahead.isPresent() && ahead.get().isEmpty()) {"));
  }

  private static List<Mutant> ofHolds() {
    return List.of(
        Mutant.of(
            "THE_FENCE_FORGETS_STARTS",
            "a fence does not keep where new topics begin",
            "tracker/commit/RunEnd.java",
            "CommitDecision.fenced(asking.until(() -> deciding.base(plan)), List.of(plan)),",
            "asking.until(() -> deciding.base(plan)).carried(),"),
        Mutant.of(
            "HELD_FOR_WHAT_STAYS",
            "a topic that is held back is held for a cut behind its offsets too",
            "tracker/decision/TopicDecision.java",
            "prefix(range).reached() == range.start()).toList();",
            "prefix(range).reached() >= range.start()).toList();"),
        Mutant.of(
            "A_HOLD_OUTLIVES_ITS_TOPIC",
            "a topic that is gone is held for ever",
            "job/planning/begin/PlanHolds.java",
            "gone.put(topic, why);",
            ""));
  }
}
