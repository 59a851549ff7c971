package io.sluice.job.planning.landing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.tracker.entry.StagedFile.Kind;
import io.sluice.tracker.staging.LandingDirectories;
import io.sluice.tracker.store.MemoryStore;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class MarkedDirectoriesTest {
  private final MemoryStore store = new MemoryStore(InstantSource.fixed(Instant.EPOCH));
  private final MarkedDirectories directories =
      new MarkedDirectories(store, "app", new LandingDirectories("/data", "/bad"));

  private boolean isOwn(Kind kind, String topic, String directory) throws IOException {
    return directories.isOwn("ledger", kind, topic, directory);
  }

  private void marks(String directory, String ingestion, String ledgerId) {
    store.putIfAbsent(
        directory + "/" + TopicOwner.FILE,
        new TopicOwner(ingestion, ledgerId, "cluster").content());
  }

  @Test
  void thoseOfTheConfigurationAreOwn() throws IOException {
    assertTrue(isOwn(Kind.DATA, "orders", "/data/orders"));
    assertTrue(isOwn(Kind.QUARANTINE, "orders", "/bad/orders"));
    assertTrue(isOwn(Kind.DATA, "_hidden", "/data/%5Fhidden"));
  }

  @Test
  void othersAreNot() throws IOException {
    assertFalse(isOwn(Kind.DATA, "orders", "/data/clicks"));
    assertFalse(isOwn(Kind.DATA, "orders", "/bad/orders"));
    assertFalse(isOwn(Kind.QUARANTINE, "orders", "/data/orders"));
    assertFalse(isOwn(Kind.DATA, "orders", "/etc/orders"));
  }

  @Test
  void aFormerTopicsDirThatIsMarkedGoesOnWorking() throws IOException {
    marks("/former/orders", "app", "ledger");

    assertTrue(isOwn(Kind.DATA, "orders", "/former/orders"));
    assertTrue(isOwn(Kind.QUARANTINE, "orders", "/former/.quarantine/orders"));
    assertFalse(isOwn(Kind.QUARANTINE, "clicks", "/former/.quarantine/clicks"));
  }

  @Test
  void theMarkOfAnotherIngestionOrLedgerIsNone() throws IOException {
    marks("/other/orders", "other", "ledger");
    marks("/copy/orders", "app", "another");

    assertFalse(isOwn(Kind.DATA, "orders", "/other/orders"));
    assertFalse(isOwn(Kind.DATA, "orders", "/copy/orders"));
  }

  @Test
  void anOwnerFileThatCannotBeReadIsNamed() {
    store.putIfAbsent("/odd/orders/" + TopicOwner.FILE, "ingestion=\\uXYZ".getBytes(UTF_8));

    IOException refused =
        assertThrows(IOException.class, () -> isOwn(Kind.DATA, "orders", "/odd/orders"));

    assertEquals(
        "Cannot read .sluice-owner of a topic's directory: it is no properties file (Malformed \\uxxxx encoding.). Delete it if nobody else lands there: the next run puts it again.",
        refused.getMessage());
  }
}
