package io.sluice.proof.mutant;

import io.sluice.proof.crash.Crashed;
import io.sluice.proof.crash.Crashes;
import io.sluice.proof.crash.Crashes.Small;
import io.sluice.proof.fuzz.Attacks;
import io.sluice.proof.search.Found;
import io.sluice.proof.search.Scene;
import io.sluice.proof.search.Scenes;
import io.sluice.proof.search.Search;
import io.sluice.proof.simulation.Simulation;
import io.sluice.tracker.commit.FreshRun.Dying;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Searches until an invariant breaks. It is loaded together with the mutant, so only classes of the
 * JDK go in and out.
 */
public final class MutantTrial implements Function<String, List<String>> {
  private static final int STATES = 400_000;
  private static final int SEEDS = 500;

  /** For reflection. */
  public MutantTrial() {}

  /** The invariant that broke, and what found it; empty if nothing did. */
  @Override
  public List<String> apply(String first) {
    List<String> searches = new ArrayList<>(List.of(first, Mutant.CRASHES));
    Scenes.small().forEach(scene -> searches.add(scene.name()));
    try {
      for (String search : searches) {
        List<String> found = search(search);
        if (!found.isEmpty()) {
          return found;
        }
      }
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private static List<String> search(String name) throws IOException, InterruptedException {
    if (name.equals(Mutant.ATTACKS)) {
      return Attacks.firstHarm().map(harm -> List.of(harm, Mutant.ATTACKS)).orElse(List.of());
    }
    if (name.equals(Mutant.CRASHES)) {
      return crashes();
    }
    if (name.startsWith(Mutant.SIMULATION)) {
      String seed = name.substring(Mutant.SIMULATION.length()).strip();
      return simulation(seed.isEmpty() ? 0 : Long.parseLong(seed));
    }
    for (Scene scene : Scenes.small()) {
      if (scene.name().equals(name)) {
        return interleavings(scene);
      }
    }
    throw new IllegalArgumentException("No such search: " + name);
  }

  private static String seedOf(String violated) {
    return violated.substring(violated.lastIndexOf(" (seed"));
  }

  private static List<String> simulation(long seed) throws InterruptedException {
    return Simulation.firstViolation(seed, SEEDS)
        .map(violated -> List.of(violated, "simulation" + seedOf(violated)))
        .orElse(List.of());
  }

  private static List<String> crashes() throws IOException {
    for (Dying dying : Dying.values()) {
      Crashed crashed = new Crashes(Small.ONE_TOPIC, dying, line -> {}).run(1);
      if (!crashed.violated().isEmpty()) {
        return List.of(
            crashed.violated().get(0),
            crashed.history().isEmpty()
                ? "crashes, without one"
                : "crashes, " + String.join(", ", crashed.history()));
      }
    }
    return List.of();
  }

  private static List<String> interleavings(Scene scene) throws IOException {
    Found found = new Search(scene, STATES, line -> {}).run();
    return found.violated().isEmpty()
        ? List.of()
        : List.of(
            found.violated().get(0),
            "interleavings, " + scene.name() + ", in " + found.history().size() + " steps");
  }
}
