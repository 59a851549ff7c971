package io.sluice.writers;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.records.TopicEnd;
import io.sluice.tracker.access.UnguardedException;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.offset.PieceOutcome;
import io.sluice.tracker.offset.RangeFailure;
import io.sluice.tracker.run.Manifest;
import io.sluice.tracker.staging.StagedPaths;
import io.sluice.tracker.staging.StagingOwner;
import io.sluice.tracker.store.Durability;
import io.sluice.tracker.store.LocalStore;
import io.sluice.tracker.store.MemoryStore;
import io.sluice.tracker.store.StagedOutput;
import io.sluice.tracker.store.Staging;
import io.sluice.writers.avro.AvroCodec;
import io.sluice.writers.file.RowMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is written to a quarantine that is not as closed as its topic. */
class GuardedQuarantineTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-21T09:30:00Z"));
  private static final long NINE = Instant.parse("2026-11-21T09:00:00Z").toEpochMilli();
  private static final StagedPaths PATHS =
      new StagedPaths(
          new StagingOwner("shop", "ledger", "/state"), 6, "20261121T093000Z-abc123", 4, "0");

  private final MemoryStore store = new MemoryStore(CLOCK);
  private final Orders orders = new Orders();

  /** Throws what it is given, once, where a directory is guarded. */
  private final class FailingGuard implements Staging {
    private final IOException failure;
    private int guarded;

    FailingGuard(IOException failure) {
      this.failure = failure;
    }

    @Override
    public StagedOutput open(String staged) throws IOException {
      return store.open(staged);
    }

    @Override
    public void guardLike(String directory, String like) throws IOException {
      guarded++;
      if (guarded == 1) {
        throw failure;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTopicWhoseQuarantineIsMoreOpenIsLeftAndTheNextTopicLands(boolean badFirst)
      throws IOException {
    Staging staging = new FailingGuard(new UnguardedException("Cannot keep records there."));
    OffsetRange range = Orders.range(0, 0, 4);
    TaskWriter writer = TaskWriter.open(PATHS, staging, TaskWriterTest.settings(""), CLOCK);

    writer.accept(Orders.start(Orders.piece(range, 0)));
    for (int offset = 0; offset < 4; offset++) {
      boolean isBad = badFirst == offset < 2;
      writer.accept(isBad ? orders.bad(0, offset) : orders.record(0, offset, NINE));
    }
    writer.accept(Orders.end(range));
    writer.accept(TopicEnd.sound("orders"));
    writer.accept(Orders.start(Orders.piece(range, 0)));
    for (int offset = 0; offset < 4; offset++) {
      writer.accept(orders.record(0, offset, NINE));
    }
    writer.accept(Orders.end(range));
    writer.accept(TopicEnd.sound("orders"));
    Manifest manifest = writer.finish();

    PieceOutcome left = manifest.pieces().get(0);
    assertEquals(0, left.reached());
    assertEquals(
        Optional.of(new RangeFailure(RangeFailure.Kind.BLOCKED, "Cannot keep records there.")),
        left.failure());
    assertEquals(4, manifest.pieces().get(1).reached());
    assertEquals(Map.of(), manifest.spoiledTopics());
    assertEquals(
        List.of(StagedFile.Kind.DATA), manifest.files().stream().map(StagedFile::kind).toList());
  }

  @Test
  void aQuarantineThatMayNotBeMadeLeavesItsTopicWithTheRemedy() {
    TopicFiles files = files(new FailingGuard(new AccessDeniedException("/data/.quarantine")));

    BlockedException blocked = assertThrows(BlockedException.class, () -> append(files, 0));

    assertEquals(
        "Cannot write records of topic orders to /data/.quarantine/orders: AccessDeniedException: /data/.quarantine. Give this user the right to write there.",
        blocked.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"link", "file", "fileWithin"})
  void aTopicWhoseStagingIsNoDirectoryIsLeftWithTheRemedy(String what, @TempDir Path directory)
      throws IOException {
    Path topic = Files.createDirectories(directory.resolve("orders"));
    Path staging = topic.resolve(".sluice-staging");
    switch (what) {
      case "link" -> Files.createSymbolicLink(staging, Files.createDirectory(topic.resolve("to")));
      case "file" -> Files.createFile(staging);
      default -> {
        Path staged = Path.of(PATHS.staged(topic.toString(), "", "f"));
        Path within = staging.resolve(staging.relativize(staged).getName(0));
        Files.createFile(Files.createDirectory(staging).resolve(within));
      }
    }
    TopicFiles files = files(new LocalStore(directory + "/state", Durability.NONE));

    BlockedException blocked =
        assertThrows(BlockedException.class, () -> append(files, topic.toString(), 0));

    assertTrue(blocked.getMessage().contains(staging.toString()), blocked::getMessage);
    assertTrue(
        blocked.getMessage().toLowerCase(Locale.ROOT).contains("move it away"),
        blocked::getMessage);
  }

  @ParameterizedTest
  @ValueSource(strings = {"another's", "unmounted"})
  void aTopicOfWhichATimePartitionIsALinkThatIsNotFollowedIsLeftWithTheRemedy(
      String link, @TempDir Path directory) throws IOException {
    Path topic = Files.createDirectories(directory.resolve("orders"));
    Path old = directory.resolve("disk/old");
    Path partition = Files.createSymbolicLink(topic.resolve("dt=1"), old);
    if (link.equals("another's")) {
      Files.createDirectories(old);
      try {
        Files.setAttribute(partition, "unix:uid", 65_000, LinkOption.NOFOLLOW_LINKS);
      } catch (IOException e) {
        assumeTrue(false, "only root gives links away");
      }
    }
    TopicFiles files = files(new LocalStore(directory + "/state", Durability.NONE));
    assertDoesNotThrow(() -> append(files, topic.toString(), "dt=2", 0));

    BlockedException blocked =
        assertThrows(
            BlockedException.class, () -> append(files, topic.toString(), "dt=1/hour=1", 1));

    assertTrue(
        blocked.getMessage().contains(": " + partition + " is a symbolic link "),
        blocked::getMessage);
    Files.delete(partition);
    Files.createDirectories(old);
    Files.createSymbolicLink(partition, old);
    assertDoesNotThrow(() -> append(files, topic.toString(), "dt=1/hour=1", 2));
  }

  @Test
  void aDirectoryThatCouldNotBeGuardedIsGuardedBeforeTheNextFile() {
    FailingGuard staging = new FailingGuard(new IOException("the NameNode does not answer"));
    TopicFiles files = files(staging);

    IOException thrown = assertThrows(IOException.class, () -> append(files, 0));
    assertDoesNotThrow(() -> append(files, 1));
    assertDoesNotThrow(() -> append(files, 2));

    assertEquals("the NameNode does not answer", thrown.getMessage());
    assertEquals(2, staging.guarded);
  }

  private static TopicFiles files(Staging staging) {
    return new TopicFiles(
        PATHS, staging, "orders", new Numbers()::next, new TopicFiles.Limits(1, 9, 1 << 20));
  }

  private static final class Numbers {
    private int last;

    int next() {
      return ++last;
    }
  }

  /** Each file is full with one row. */
  private static void append(TopicFiles files, int group) throws Exception {
    append(files, "/data/.quarantine/orders", group);
  }

  private static void append(TopicFiles files, String directory, int group) throws Exception {
    append(files, directory, "", group);
  }

  private static void append(TopicFiles files, String directory, String timePartition, int group)
      throws Exception {
    TopicFiles.Target target =
        new TopicFiles.Target(
            StagedFile.Kind.QUARANTINE,
            directory,
            "/data/orders",
            AvroCodec.NULL.open(new RowMemory(1 << 20, 1 << 20)),
            Schema.create(Schema.Type.INT),
            Map.of());
    files.append(
        target, new FileGroup(group), timePartition, ByteBuffer.wrap(new byte[1]), 0, group, "");
  }
}
