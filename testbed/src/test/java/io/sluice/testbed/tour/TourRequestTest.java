package io.sluice.testbed.tour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TourRequestTest {
  private static final Path CHECKOUT = Path.of("/src/sluice");

  @Test
  void withoutOptionsItIsLocalAndStops() {
    assertEquals(
        new TourRequest(
            CHECKOUT,
            CHECKOUT.resolve("target/quickstart"),
            TourRequest.Where.LOCAL,
            TourRequest.Afterwards.STOP),
        TourRequest.parse(CHECKOUT, List.of()));
  }

  @Test
  void takesAllOptions() {
    assertEquals(
        new TourRequest(
            CHECKOUT, Path.of("/tmp/t"), TourRequest.Where.CLUSTER, TourRequest.Afterwards.KEEP),
        TourRequest.parse(CHECKOUT, List.of("--keep", "--work", "/tmp/t", "--cluster")));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> TourRequest.parse(CHECKOUT, List.of("--clusters")));
    assertEquals(
        "Cannot use '--clusters': there is no such option. See scripts/quickstart.sh --help.",
        e.getMessage());
  }
}
