package io.sluice.proof.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.proof.search.Found.Whole;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every order of the steps of a few processes of the small scenes. */
class SearchTest {
  private static final long LIMIT = 10_000_000;

  @Test
  void everyOrderKeepsEveryInvariant() throws IOException {
    for (Scene scene : Scenes.small()) {
      Found found = new Search(scene, LIMIT, line -> {}).run();

      assertEquals(
          List.of(),
          found.violated(),
          () -> scene.name() + ": " + String.join("\n", found.history()));
      assertEquals(Whole.YES, found.whole(), scene.name());
    }
  }
}
