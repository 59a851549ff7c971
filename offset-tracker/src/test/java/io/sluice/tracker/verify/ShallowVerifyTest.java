package io.sluice.tracker.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.tracker.Tracker;
import io.sluice.tracker.commit.FreshRun;
import io.sluice.tracker.commit.FreshRun.Dying;
import io.sluice.tracker.commit.TestPlans;
import io.sluice.tracker.commit.World;
import io.sluice.tracker.entry.EntryHeader;
import io.sluice.tracker.entry.KafkaPartitionState;
import io.sluice.tracker.entry.MaintenanceEntry.Acknowledge;
import io.sluice.tracker.entry.MaintenanceEntry.Acknowledge.Change;
import io.sluice.tracker.entry.MaintenanceEntry.Rewrite;
import io.sluice.tracker.entry.OffsetEntry;
import io.sluice.tracker.entry.OffsetEntry.Ingest;
import io.sluice.tracker.entry.OffsetEntry.Reset;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.StagedFile.Part;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.ledger.EntryCodec;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.LeaderEpoch;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.staging.StagedPaths;
import io.sluice.tracker.store.MemoryStore;
import io.sluice.tracker.verify.Finding.Answer;
import io.sluice.tracker.verify.Finding.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShallowVerifyTest {
  private final World world = new World();
  private final MemoryStore store = world.files();
  private final Layout layout = world.layout();
  private final Tracker tracker = world.tracker(store);
  private final Contents contents = new StoreContents(store);

  @BeforeEach
  void threeRuns() throws IOException {
    for (int run = 0; run < 3; run++) {
      new FreshRun(world, store, Dying.ALL).run();
      world.appendEverywhere();
    }
  }

  private VerifyReport verify() throws IOException {
    return tracker.shallowVerify().verify(List.of(), contents);
  }

  private StoredEntry entry(long version) throws IOException {
    return tracker.ledger().entry(version).orElseThrow();
  }

  private StagedFile file(long version) throws IOException {
    return entry(version).entry().files().stream()
        .filter(file -> file.topic().equals("orders"))
        .findFirst()
        .orElseThrow();
  }

  private static void assertFound(VerifyReport report, Answer answer, Kind... kinds) {
    assertEquals(List.of(kinds), report.findings().stream().map(Finding::kind).distinct().toList());
    assertEquals(answer, report.answer());
  }

  private void replace(String path, byte[] content) {
    store.delete(path);
    store.putIfAbsent(path, content);
  }

  @Test
  void soundDataIsSound() throws IOException {
    VerifyReport report = verify();

    assertFound(report, Answer.SOUND);
    assertEquals(3, report.head());
    assertEquals(3, report.entries());
    assertEquals(70 + 40 + 40, report.records());
  }

  @Test
  void anEmptyLedgerOverEmptyDirectoriesIsSound() throws IOException {
    World empty = new World();

    VerifyReport report =
        empty.tracker(empty.files()).shallowVerify().verify(List.of("/data/orders"), contents);

    assertEquals(new VerifyReport(0, 0, 0, 0, 0, List.of()), report);
  }

  @Test
  void aHeadThatIsNotPublishedYetIsSound() throws IOException {
    StagedFile file = file(3);
    store.moveOnce(file.path(), file.staged());
    store.delete(layout.publishedMark(3));

    assertFound(verify(), Answer.SOUND, Kind.NOT_PUBLISHED);
  }

  @Test
  void aFileThatIsGoneBeforeItLandedIsDamageThoughItsTimePartitionIsNotThereYet()
      throws IOException {
    StagedFile file = file(3);
    store.delete(file.path());
    store.delete(file.path().substring(0, file.path().lastIndexOf('/')));
    store.delete(layout.publishedMark(3));

    VerifyReport report = verify();

    assertEquals(Answer.DAMAGED, report.answer());
    Map<Kind, String> ofHead =
        report.findings().stream()
            .filter(each -> each.version() == 3)
            .collect(Collectors.toMap(Finding::kind, Finding::message, (one, other) -> one));
    assertEquals(Set.of(Kind.NOT_PUBLISHED, Kind.MISSING_FILE), ofHead.keySet());
    String message = ofHead.getOrDefault(Kind.MISSING_FILE, "");
    assertTrue(message.contains("gone from " + file.staged() + " before it landed"), message);
    assertTrue(message.contains("ledger --accept-missing 3"), message);
  }

  @Test
  void aDeletedFileIsDamage() throws IOException {
    StagedFile file = file(2);
    store.delete(file.path());

    VerifyReport report = verify();

    assertFound(report, Answer.DAMAGED, Kind.MISSING_FILE);
    assertEquals(
        "Cannot vouch for "
            + file.path()
            + " of version 2: it is gone, with "
            + file.records()
            + " records (5 of orders-0 within [40, 45)). Restore the file from a backup (an HDFS"
            + " snapshot, the trash); if it was meant, take it in with: ledger --accept"
            + " dt=2026-11-21 --topic orders --reason TEXT --execute",
        report.findings().get(0).message());
  }

  @Test
  void aTruncatedFileIsDamage() throws IOException {
    replace(file(2).path(), new byte[1]);

    assertFound(verify(), Answer.DAMAGED, Kind.OTHER_LENGTH);
  }

  @Test
  void aFileThatHoldsOtherCountsIsDamage() throws IOException {
    byte[] content = store.read(file(2).path()).orElseThrow();
    content[content.length - 1] = ' ';
    replace(file(2).path(), content);

    assertFound(verify(), Answer.DAMAGED, Kind.OTHER_COUNT);
  }

  @Test
  void filesThatWereExchangedAreFoundByTheirLengths() throws IOException {
    byte[] one = store.read(file(1).path()).orElseThrow();
    byte[] other = store.read(file(2).path()).orElseThrow();
    replace(file(1).path(), other);
    replace(file(2).path(), one);

    VerifyReport report = verify();

    assertFound(report, Answer.DAMAGED, Kind.OTHER_LENGTH);
    assertEquals(2, report.findings().size());
  }

  @Test
  void aFileThatCannotBeReadIsDamage() throws IOException {
    Contents unreadable =
        new Contents() {
          @Override
          public List<Fault> look(StagedFile file) throws IOException {
            throw new IOException("no magic");
          }

          @Override
          public List<Fault> lookAccepted(Change change) {
            return List.of();
          }

          @Override
          public OptionalInt crc32c(String path) {
            return OptionalInt.empty();
          }
        };

    assertFound(
        tracker.shallowVerify().verify(List.of(), unreadable), Answer.DAMAGED, Kind.OTHER_CONTENT);
  }

  @Test
  void aDroppedTimePartitionWasChangedByOthers() throws IOException {
    store.delete("/data/orders/dt=2026-11-21");

    assertFound(verify(), Answer.CHANGED_BY_OTHERS, Kind.DROPPED_TIME_PARTITION);
  }

  @Test
  void aDoubledFileIsDamage() throws IOException {
    StagedFile file = file(2);
    store.putIfAbsent(
        ExpectedFiles.parent(file.path()) + "/2-20261121T110333Z-abcdef-0-77.avro", new byte[3]);

    assertFound(verify(), Answer.DAMAGED, Kind.UNKNOWN_FILE);
  }

  @Test
  void aCopyUnderAnyNameThatReadersSeeIsADouble() throws IOException {
    StagedFile file = file(2);
    byte[] content = store.read(file.path()).orElseThrow();
    store.putIfAbsent(file.path() + ".copy", content);
    store.putIfAbsent("/data/orders/elsewhere/part-0", content);

    VerifyReport report = verify();

    assertFound(report, Answer.DAMAGED, Kind.DOUBLED_FILE);
    assertEquals(2, report.findings().size());
    assertEquals(
        "Cannot count "
            + file.path()
            + ".copy: it is a copy of "
            + file.path()
            + ": its records are there twice. Move it away.",
        report.findings().get(0).message());
  }

  @Test
  void whatNoReaderSeesAndBackfillsHaveIsNoneOfOurs() throws IOException {
    for (String name : List.of("_SUCCESS", ".hidden", "_temporary/0/part-0", ".copy")) {
      store.putIfAbsent(
          "/data/orders/dt=2026-11-21/" + name, store.read(file(2).path()).orElseThrow());
    }
    store.putIfAbsent(
        "/data/orders/dt=2026-11-21/1b-20261121T110333Z-abcdef-0-77.avro", new byte[3]);

    assertFound(verify(), Answer.SOUND);
  }

  @Test
  void aFileOfOthersThatReadersSeeIsReported() throws IOException {
    store.putIfAbsent("/data/orders/dt=2026-11-21/000000_0", new byte[3]);

    VerifyReport report = verify();

    assertFound(report, Answer.CHANGED_BY_OTHERS, Kind.FOREIGN_FILE);
    assertEquals(
        "Cannot account for /data/orders/dt=2026-11-21/000000_0, which readers see: its name is"
            + " none of ours, and no entry names it. If that was meant, take it in with: ledger"
            + " --accept dt=2026-11-21 --topic orders --reason TEXT --execute",
        report.findings().get(0).message());
  }

  @Test
  void theAdviceNamesTheDirectoryAndTheTopicOfAFileWhereNothingOfOursIs() throws IOException {
    store.putIfAbsent("/data/%5Fhidden/dt=2026-11-22/hour=09/000000_0", new byte[3]);
    store.putIfAbsent("/data/%5Fhidden/000000_0", new byte[3]);

    VerifyReport report = tracker.shallowVerify().verify(List.of("/data/%5Fhidden"), contents);

    List<String> advice =
        report.findings().stream()
            .map(Finding::message)
            .map(each -> each.replaceFirst("^.*with: ", ""))
            .toList();
    assertEquals(
        Set.of(
            "ledger --accept . --topic _hidden --reason TEXT --execute",
            "ledger --accept dt=2026-11-22/hour=09 --topic _hidden --reason TEXT --execute"),
        Set.copyOf(advice));
  }

  private static final String HOUR = "/data/orders/dt=2026-11-21";

  /** All files of a time partition are one of others, as Hive's CONCATENATE leaves it. */
  private void mergedByHive() throws IOException {
    store.delete(HOUR);
    store.putIfAbsent(HOUR + "/000000_0", new byte[77]);
  }

  @Test
  void aMergeByHiveWasDoneByOthers() throws IOException {
    mergedByHive();

    VerifyReport report = verify();

    assertFound(report, Answer.CHANGED_BY_OTHERS, Kind.REPLACED_TIME_PARTITION);
    assertEquals(1, report.findings().size());
  }

  private void accept(String timePartition) throws IOException {
    List<Finding> findings =
        tracker.acceptance().look(List.of("/data/orders"), timePartition, contents);
    tracker.acceptance().accept(findings, "we merge", "act", contents);
  }

  @Test
  void aMergeThatWasAcceptedIsSound() throws IOException {
    mergedByHive();
    accept("dt=2026-11-21");

    assertFound(verify(), Answer.SOUND, Kind.ACCEPTED_CHANGE);
    assertEquals(0, verify().gone());
  }

  @Test
  void recordsThatWereAcceptedAsGoneAreCountedApart() throws IOException {
    long lost = file(2).records();
    store.delete(file(2).path());
    assertEquals(0, verify().gone());

    accept("dt=2026-11-21");

    assertFound(verify(), Answer.SOUND, Kind.ACCEPTED_CHANGE);
    assertEquals(lost, verify().gone());
    assertEquals(70 + 40 + 40, verify().records());
  }

  @Test
  void damageToWhatWasAcceptedIsFound() throws IOException {
    mergedByHive();
    accept("dt=2026-11-21");

    replace(HOUR + "/000000_0", new byte[76]);
    assertFound(verify(), Answer.DAMAGED, Kind.OTHER_LENGTH, Kind.ACCEPTED_CHANGE);

    byte[] edited = new byte[77];
    edited[7] = 1;
    replace(HOUR + "/000000_0", edited);
    assertFound(verify(), Answer.DAMAGED, Kind.OTHER_CONTENT, Kind.ACCEPTED_CHANGE);

    store.delete(HOUR + "/000000_0");
    assertFound(
        verify(), Answer.CHANGED_BY_OTHERS, Kind.ACCEPTED_CHANGE, Kind.DROPPED_TIME_PARTITION);
  }

  @Test
  void aFileThatWasReplacedAndIsBackIsADouble() throws IOException {
    byte[] content = store.read(file(2).path()).orElseThrow();
    mergedByHive();
    accept("dt=2026-11-21");
    store.putIfAbsent(file(2).path(), content);

    assertFound(verify(), Answer.DAMAGED, Kind.DOUBLED_FILE, Kind.ACCEPTED_CHANGE);
  }

  @Test
  void aDropThatWasAcceptedIsSoundAndSoIsItsReturn() throws IOException {
    byte[] content = store.read(file(2).path()).orElseThrow();
    store.delete(HOUR);
    accept("dt=2026-11-21");
    assertFound(verify(), Answer.SOUND, Kind.ACCEPTED_CHANGE);
    long gone = verify().gone();

    store.putIfAbsent(file(2).path(), content);
    assertEquals(gone - file(2).records(), verify().gone());
    assertFound(verify(), Answer.SOUND, Kind.ACCEPTED_CHANGE);
  }

  @Test
  void anotherTimePartitionIsNotAcceptedWithIt() throws IOException {
    mergedByHive();

    assertEquals(
        List.of(), tracker.acceptance().look(List.of("/data/orders"), "dt=2026-11-2", contents));
    assertEquals(List.of(), tracker.acceptance().look(List.of("/data/orders"), ".", contents));
  }

  @Test
  void anEditedHeadIsFoundByItsMark() throws IOException {
    Ingest entry = (Ingest) entry(3).entry();
    EntryHeader header = entry.header();
    replace(
        layout.entry(3),
        EntryCodec.write(
            new Ingest(
                new EntryHeader(
                    header.ingestion(),
                    header.ledgerId(),
                    3,
                    header.runId(),
                    header.writtenAt() + 1,
                    header.writtenBy(),
                    header.user(),
                    header.clusterId(),
                    header.fileSystem(),
                    header.previous()),
                entry.state(),
                entry.files())));

    assertFound(verify(), Answer.DAMAGED, Kind.EDITED_ENTRY);
  }

  @Test
  void aHeadThatCannotBeReadIsDamageAndItsFilesAreNotMovedAway() throws IOException {
    replace(layout.entry(3), "not a ledger".getBytes(UTF_8));
    String landed = HOUR + "/3-20261121T110333Z-abcdef-0-0.avro";
    store.putIfAbsent(landed, new byte[3]);

    List<Finding> findings = verify().findings();

    assertEquals(Kind.EDITED_ENTRY, findings.get(0).kind());
    assertTrue(
        findings.stream()
            .map(Finding::message)
            .anyMatch(
                message ->
                    message.equals(
                        "Cannot account for file "
                            + landed
                            + ": entry 3, which would name it, is gone or cannot be read. Restore"
                            + " the state directory.")),
        findings::toString);
  }

  @Test
  void offsetsThatAnOperatorSkippedAreNamed() throws IOException {
    reset(
        orders ->
            orders.with(
                state ->
                    state.number() != 0
                        ? state.carried()
                        : new KafkaPartitionState(
                            0,
                            state.after(),
                            state.after() + 1,
                            LeaderEpoch.UNKNOWN,
                            state.generation(),
                            state.watermark(),
                            state.served(),
                            0,
                            0,
                            List.of(Gap.exact(Gap.Kind.LOST, state.after(), state.after() + 1)))));

    VerifyReport report = verify();

    assertFound(report, Answer.SOUND, Kind.SKIPPED_OFFSETS);
    long skipped =
        entry(4)
            .offsets()
            .state()
            .topic("orders")
            .orElseThrow()
            .kafkaPartition(0)
            .orElseThrow()
            .before();
    assertEquals(
        "Offset %d of orders-0 did not land: version 4 skipped it (by hand).".formatted(skipped),
        report.findings().get(0).message());
  }

  /** Puts a reset behind the head in which orders is what this makes of it. */
  private void reset(UnaryOperator<TopicState> orders) throws IOException {
    append(orders, (header, state) -> new Reset(header, state, "by hand"));
  }

  private void append(
      UnaryOperator<TopicState> orders, BiFunction<EntryHeader, OffsetState, OffsetEntry> entry)
      throws IOException {
    StoredEntry head = tracker.ledger().head().orElseThrow();
    EntryHeader header =
        new EntryHeader(
            "web",
            TestPlans.LEDGER_ID,
            head.version() + 1,
            "act" + head.version(),
            0,
            "test",
            "me",
            "cluster",
            "file:///",
            head.checksum());
    OffsetState carried = head.offsets().state().carried();
    Map<String, TopicState> topics = new HashMap<>(carried.topics());
    topics.computeIfPresent("orders", (name, topic) -> orders.apply(topic));
    OffsetState state =
        new OffsetState(topics, List.of(), List.of(), carried.patterns(), List.of());
    store.putIfAbsent(
        layout.entry(head.version() + 1), EntryCodec.write(entry.apply(header, state)));
  }

  private static TopicState withWatermark(TopicState topic, long watermark) {
    return topic.with(
        state ->
            new KafkaPartitionState(
                state.number(),
                state.before(),
                state.after(),
                state.leaderEpoch(),
                state.generation(),
                watermark,
                state.served(),
                0,
                0,
                List.of()));
  }

  @Test
  void aWatermarkThatMovesBackIsDamage() throws IOException {
    reset(topic -> withWatermark(topic, 5_000_000_000_000L));
    assertFound(verify(), Answer.SOUND);

    reset(topic -> withWatermark(topic, 4_999_999_999_999L));

    assertFound(verify(), Answer.DAMAGED, Kind.WATERMARK_MOVED_BACK);
  }

  @Test
  void lostOffsetsThatNoLossReportsAreDamage() throws IOException {
    append(
        topic ->
            topic.with(
                state ->
                    state.number() != 0
                        ? state
                        : new KafkaPartitionState(
                            0,
                            state.after(),
                            state.after() + 5,
                            state.leaderEpoch(),
                            state.generation(),
                            state.watermark(),
                            4,
                            0,
                            0,
                            List.of(Gap.exact(Gap.Kind.LOST, state.after(), state.after() + 5)))),
        (header, state) -> new Ingest(header, state, List.of()));

    assertFound(verify(), Answer.DAMAGED, Kind.LOSS_NOT_REPORTED);
  }

  @Test
  void anotherTopicIdWithANewGenerationOfEachKafkaPartitionIsSound() throws IOException {
    reset(topic -> topic.withId("id-anew").with(state -> state.nextGeneration(0)));

    assertFound(verify(), Answer.SOUND);
  }

  @Test
  void anotherTopicIdWithoutANewGenerationOfEachKafkaPartitionIsDamage() throws IOException {
    reset(
        topic ->
            topic
                .withId("id-anew")
                .with(state -> state.number() == 0 ? state.nextGeneration(0) : state));

    VerifyReport report = verify();

    assertFound(report, Answer.DAMAGED, Kind.OFFSETS_DO_NOT_MEET);
    assertEquals(
        "Cannot follow topic orders from ID id-orders to ID id-anew: version 4 begins no new"
            + " generation of Kafka partitions [1, 2], so offsets of the former topic pass for offsets of"
            + " the present one. Restore the state directory from a backup.",
        report.findings().get(0).message());
  }

  @Test
  void aTopicIdThatIsForgottenIsDamage() throws IOException {
    reset(topic -> new TopicState("orders", "", "", topic.kafkaPartitions()));

    assertFound(verify(), Answer.DAMAGED, Kind.OFFSETS_DO_NOT_MEET);
  }

  @Test
  void aTopicIdThatComesBackIsDamage() throws IOException {
    reset(topic -> topic.withId("id-anew").with(state -> state.nextGeneration(0)));
    reset(topic -> topic.withId("id-orders").with(state -> state.nextGeneration(0)));

    assertFound(verify(), Answer.DAMAGED, Kind.OFFSETS_DO_NOT_MEET);
  }

  @Test
  void aFormerTopicIdThatIsForgottenIsDamage() throws IOException {
    reset(topic -> topic.withId("id-anew").with(state -> state.nextGeneration(0)));
    reset(topic -> new TopicState("orders", "id-anew", "", topic.kafkaPartitions()));

    assertFound(verify(), Answer.DAMAGED, Kind.OFFSETS_DO_NOT_MEET);
  }

  @Test
  void formerTopicIdsOutliveEntriesThatRetentionLetGo() throws IOException {
    reset(topic -> topic.withId("id-anew").with(state -> state.nextGeneration(0)));
    reset(topic -> topic);

    tracker.retention().retain(1);

    assertEquals(List.of(5L), tracker.ledger().versions());
    assertEquals(
        List.of("id-orders"), entry(5).offsets().state().topic("orders").orElseThrow().formerIds());
    assertFound(verify(), Answer.SOUND);
  }

  @Test
  void goingBackWithoutANewGenerationIsDamage() throws IOException {
    reset(
        topic ->
            topic.with(
                state ->
                    state.number() != 0
                        ? state
                        : new KafkaPartitionState(
                            0,
                            state.before(),
                            0,
                            -1,
                            state.generation(),
                            state.watermark(),
                            0,
                            0,
                            0,
                            List.of())));

    assertFound(verify(), Answer.DAMAGED, Kind.OFFSETS_DO_NOT_MEET);
  }

  @Test
  void anOffsetInTwoFilesIsFoundThoughTheCountsAddUp() throws IOException {
    Ingest entry = (Ingest) entry(3).entry();
    List<StagedFile> files = new ArrayList<>();
    for (StagedFile file : entry.files()) {
      boolean cut = file.parts().equals(file(3).parts());
      files.add(cut ? withParts(file, List.of(moved(file.parts().get(0)))) : file);
    }
    replace(layout.entry(3), EntryCodec.write(new Ingest(entry.header(), entry.state(), files)));

    VerifyReport report = verify();

    assertTrue(
        report.findings().stream().anyMatch(finding -> finding.kind() == Kind.NOT_EXACTLY_ONCE),
        () -> report.findings().toString());
    assertTrue(
        report.findings().stream().noneMatch(finding -> finding.kind() == Kind.DOES_NOT_ADD_UP));
  }

  private static Part moved(Part part) {
    return new Part(
        part.kafkaPartition(), part.firstOffset() + 1, part.lastOffset() + 1, part.records());
  }

  private static StagedFile withParts(StagedFile file, List<Part> parts) {
    return new StagedFile(
        file.kind(),
        file.topic(),
        file.fileGroup(),
        file.timePartition(),
        file.staged(),
        file.path(),
        file.length(),
        file.records(),
        file.crc32c(),
        parts);
  }

  @Test
  void aLedgerThatWasSetBackIsFoundByTheNamesOfLandedFiles() throws IOException {
    store.putIfAbsent("/data/orders/dt=2026-11-21/9-20261121T110333Z-abcdef-0-0.avro", new byte[3]);

    VerifyReport report = verify();

    assertFound(report, Answer.DAMAGED, Kind.LEDGER_SET_BACK);
    assertEquals(
        "Cannot trust the ledger: file"
            + " /data/orders/dt=2026-11-21/9-20261121T110333Z-abcdef-0-0.avro is of version 9, the"
            + " head is 3: the ledger was set back. Restore the state directory as it was last.",
        report.findings().get(0).message());
  }

  @Test
  void aLedgerThatIsGoneIsFoundInTheDirectoriesThatTheCallerNames() throws IOException {
    store.putIfAbsent("/data/other/dt=2026-11-21/1-20261121T110333Z-abcdef-0-0.avro", new byte[3]);
    store.delete("/state/ledger");

    VerifyReport report = tracker.shallowVerify().verify(List.of("/data/other"), contents);

    assertFound(report, Answer.DAMAGED, Kind.LEDGER_SET_BACK);
  }

  @Test
  void aMissingEntryIsDamage() throws IOException {
    store.delete(layout.entry(2));

    VerifyReport report = verify();

    assertTrue(
        report.findings().stream().anyMatch(finding -> finding.kind() == Kind.MISSING_ENTRY));
    assertEquals(Answer.DAMAGED, report.answer());
  }

  @Test
  void entriesThatRetentionLetGoAreNotMissing() throws IOException {
    tracker.retention().retain(2);

    VerifyReport report = verify();

    assertFound(report, Answer.SOUND);
    assertEquals(2, report.entries());
    assertEquals(70 + 40 + 40, report.records());
  }

  @Test
  void theOldestEntryIsMissedWithoutADigest() throws IOException {
    store.delete(layout.entry(1));

    assertEquals(Kind.MISSING_ENTRY, verify().findings().get(0).kind());
  }

  @Test
  void anEditedEntryIsDamage() throws IOException {
    Ingest entry = (Ingest) entry(2).entry();
    replace(
        layout.entry(2),
        EntryCodec.write(new Ingest(entry.header(), entry.state(), List.of(file(2)))));

    assertEquals(Kind.EDITED_ENTRY, verify().findings().get(0).kind());
  }

  @Test
  void anEntryThatCannotBeReadIsDamage() throws IOException {
    replace(layout.entry(2), "not a ledger".getBytes(UTF_8));

    assertEquals(Kind.EDITED_ENTRY, verify().findings().get(0).kind());
  }

  @Test
  void anEntryWhoseCountsDoNotAddUpIsDamage() throws IOException {
    Ingest entry = (Ingest) entry(3).entry();
    replace(
        layout.entry(3),
        EntryCodec.write(new Ingest(entry.header(), entry.state(), List.of(file(3)))));

    assertTrue(
        verify().findings().stream().anyMatch(finding -> finding.kind() == Kind.DOES_NOT_ADD_UP));
  }

  @Test
  void anEntryThatDoesNotBeginWhereTheOneBeforeEndedIsDamage() throws IOException {
    StoredEntry head = entry(3);
    EntryHeader header =
        new EntryHeader(
            "web",
            TestPlans.LEDGER_ID,
            4,
            "act",
            0,
            "test",
            "me",
            "cluster",
            "file:///",
            head.checksum());
    // Not carried: it says "before" of the entry before once more.
    store.putIfAbsent(
        layout.entry(4), EntryCodec.write(new Reset(header, head.offsets().state(), "by hand")));

    assertFound(verify(), Answer.DAMAGED, Kind.OFFSETS_DO_NOT_MEET);
  }

  @Test
  void aMarkThatIsGoneBelowTheHeadWasTakenByOthersAndDamagesNothing() throws IOException {
    store.delete(layout.publishedMark(2));

    assertFound(verify(), Answer.CHANGED_BY_OTHERS, Kind.MARK_GONE);
  }

  @Test
  void whereItsFilesAreGoneTooThatIsDamage() throws IOException {
    store.delete(layout.publishedMark(2));
    store.delete(file(2).path());

    assertEquals(Answer.DAMAGED, verify().answer());
  }

  @Test
  void whatMaintenanceRewroteIsSound() throws IOException {
    StagedFile old = file(2);
    StagedFile merged =
        new StagedFile(
            old.kind(),
            old.topic(),
            0,
            old.timePartition(),
            StagedPaths.staging("/data/orders", TestPlans.OWNER) + "/maintenance/act/merged",
            ExpectedFiles.parent(old.path()) + "/1m-20261121T110333Z-abcdef-0-0.avro",
            old.length(),
            old.records(),
            0,
            old.parts());
    tracker
        .maintenance()
        .append(
            new Rewrite(maintenanceHeader(), "compaction", List.of(old.path()), List.of(merged)));
    store.moveOnce(old.path(), merged.path());

    assertFound(verify(), Answer.SOUND);
  }

  @Test
  void aHoleThatAPersonAcceptedIsNamedAndSound() throws IOException {
    StagedFile gone = file(2);
    store.delete(gone.path());
    tracker
        .maintenance()
        .append(
            new Acknowledge(
                maintenanceHeader(), "disk lost", List.of(), List.of(Change.gone(gone)), 2));

    assertFound(verify(), Answer.SOUND, Kind.ACCEPTED_HOLE);
  }

  private static EntryHeader maintenanceHeader() {
    return new EntryHeader(
        "web", TestPlans.LEDGER_ID, 1, "act", 0, "test", "me", "cluster", "file:///", "");
  }
}
