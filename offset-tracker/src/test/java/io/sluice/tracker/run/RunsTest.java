package io.sluice.tracker.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.tracker.store.ManualClock;
import io.sluice.tracker.store.MemoryStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RunsTest {
  private final MemoryStore store = new MemoryStore(new ManualClock());
  private final Layout layout = new Layout("/state");
  private final Runs runs = new Runs(store, layout, "web");

  private static Manifest manifest(String attempt, Map<String, String> spoiled) {
    return new Manifest("run", 3, 0, attempt, List.of(), List.of(), spoiled);
  }

  @Test
  void theSameManifestMayBePutAgain() throws IOException {
    runs.putManifest(manifest("0", Map.of()));
    runs.putManifest(manifest("0", Map.of()));

    assertEquals(Optional.of(manifest("0", Map.of())), runs.manifest(3, "run", 0, "0"));
  }

  @Test
  void anotherManifestOfTheSameAttemptIsRefused() throws IOException {
    runs.putManifest(manifest("0", Map.of()));

    IOException refused =
        assertThrows(
            IOException.class, () -> runs.putManifest(manifest("0", Map.of("orders", "gone"))));

    assertEquals(
        "Cannot put manifest /state/runs/3/run/manifests/0.0: another one of the same attempt is"
            + " there. Let the task run again.",
        refused.getMessage());
  }

  @Test
  void theJobIsFoundAgain() throws IOException {
    assertEquals(Optional.empty(), runs.jobId(3, "run"));
    store.putIfAbsent(layout.job(3, "run"), "job_1_0001".getBytes(UTF_8));

    assertEquals(Optional.of("job_1_0001"), runs.jobId(3, "run"));
  }

  @Test
  void basesAreNumbersInOrder() throws IOException {
    for (String path : List.of("10/a/plan.json", "9/a/plan.json", ".tmp/x", "old/x")) {
      store.putIfAbsent(layout.runs() + "/" + path, new byte[0]);
    }

    assertEquals(List.of(9L, 10L), runs.bases());
  }

  @Test
  void aRunsNameSortsByTimeAndIsSafeInAFileName() {
    ManualClock clock = new ManualClock();
    Random random = new Random(1);

    String name = RunId.fresh(clock, random);

    assertTrue(name.matches("20261121T110000Z-[a-z0-9]{6}"), name);
    assertTrue(!name.equals(RunId.fresh(clock, random)), "random");
  }

  @Test
  void aSchemaIsNamedByItsContent() throws IOException {
    Schemas schemas = new Schemas(store, layout);
    String fingerprint = schemas.put("\"bytes\"");

    assertEquals(Optional.of("\"bytes\""), schemas.read(fingerprint));
    assertEquals(64, fingerprint.length());
  }
}
