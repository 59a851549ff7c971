package io.sluice.tracker.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.message.Log;
import io.sluice.tracker.store.Store;
import io.sluice.tracker.store.Store.Item;
import io.sluice.tracker.store.Store.Put;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Plans and manifests of runs, each written once. */
public final class Runs {
  private static final Log LOG = Log.of(Runs.class);

  private final Store store;
  private final Layout layout;
  private final String ingestion;

  /** Reads nothing yet. */
  public Runs(Store store, Layout layout, String ingestion) {
    this.store = store;
    this.layout = layout;
    this.ingestion = ingestion;
  }

  /** Puts a plan. {@link Put#TAKEN}: another run has that name; plan again under a fresh one. */
  public Put putPlan(Plan plan) throws IOException {
    return store.putIfAbsent(layout.plan(plan.base(), plan.runId()), PlanCodec.write(plan));
  }

  /**
   * The plan of a run, if it was put.
   *
   * @throws UnreadableStateException if it cannot be understood, or is none of this run
   */
  public Optional<Plan> plan(long base, String runId) throws IOException {
    String path = layout.plan(base, runId);
    Optional<byte[]> content = store.read(path);
    return content.isEmpty()
        ? Optional.empty()
        : Optional.of(checked(content.get(), path, base, runId));
  }

  /**
   * The same, if it is the one that was put.
   *
   * @param checksum of that one, by {@link PlanCodec#checksum}
   * @throws UnreadableStateException if it was changed since, too
   */
  public Optional<Plan> plan(long base, String runId, String checksum) throws IOException {
    String path = layout.plan(base, runId);
    Optional<byte[]> content = store.read(path);
    if (content.isEmpty()) {
      return Optional.empty();
    }
    PlanCodec.mustBe(checksum, content.get(), path);
    return Optional.of(checked(content.get(), path, base, runId));
  }

  private Plan checked(byte[] content, String path, long base, String runId)
      throws UnreadableStateException {
    Plan plan = PlanCodec.read(content, path);
    Optional<String> fault = PlanPaths.fault(plan, ingestion, base, runId);
    if (fault.isPresent()) {
      throw new UnreadableStateException(
          "Cannot use plan "
              + path
              + ": "
              + fault.get()
              + ", so it was edited. Nothing was moved or deleted. Look who may write in the state"
              + " directory, and move the plan's directory away.");
    }
    return plan;
  }

  /**
   * Puts an attempt's manifest, whose files are on disk by now. To put the same again is no error,
   * since the first answer may have been lost.
   */
  public void putManifest(Manifest manifest) throws IOException {
    String path =
        layout.manifest(manifest.base(), manifest.runId(), manifest.task(), manifest.attempt());
    byte[] content = ManifestCodec.write(manifest);
    if (store.putIfAbsent(path, content) == Put.TAKEN
        && !store.read(path).map(stands -> Arrays.equals(stands, content)).orElse(false)) {
      throw new IOException(
          "Cannot put manifest "
              + path
              + ": another one of the same attempt is there. Let the task run again.");
    }
  }

  /** Whether the attempt's manifest was put. */
  public Optional<Manifest> manifest(long base, String runId, int task, String attempt)
      throws IOException {
    return readManifest(layout.manifest(base, runId, task, attempt));
  }

  /** All manifests of a run, of all attempts, ordered by name. */
  public List<Manifest> manifests(Plan plan) throws IOException {
    String directory = layout.manifests(plan.base(), plan.runId());
    List<Manifest> manifests = new ArrayList<>();
    for (String name : names(directory)) {
      try {
        readManifest(directory + "/" + name)
            .filter(manifest -> isNamed(manifest, name))
            .ifPresent(manifests::add);
      } catch (UnreadableStateException e) {
        // Another attempt's manifest will do; without one the task counts as not done.
        LOG.warn("Left out a manifest, run={}", plan.runId(), e);
      }
    }
    return manifests;
  }

  private static boolean isNamed(Manifest manifest, String name) {
    boolean named = name.equals(manifest.task() + "." + manifest.attempt());
    if (!named) {
      LOG.warn("Left out a manifest that says it is another attempt's: name={}", name);
    }
    return named;
  }

  private Optional<Manifest> readManifest(String path) throws IOException {
    Optional<byte[]> content = store.read(path);
    return content.isEmpty()
        ? Optional.empty()
        : Optional.of(ManifestCodec.read(content.get(), path));
  }

  /** Notes which MapReduce job does the run's work. */
  public void putJobId(Plan plan, String jobId) throws IOException {
    store.putIfAbsent(layout.job(plan.base(), plan.runId()), jobId.getBytes(UTF_8));
  }

  /** The run's MapReduce job, if it was submitted. */
  public Optional<String> jobId(long base, String runId) throws IOException {
    return store.read(layout.job(base, runId)).map(content -> new String(content, UTF_8));
  }

  /** Names of the runs that were planned on a version, ordered. */
  public List<String> runIds(long base) throws IOException {
    return names(layout.runsOn(base));
  }

  /** Versions that runs were planned on, ascending. */
  public List<Long> bases() throws IOException {
    List<Long> bases = new ArrayList<>();
    for (String name : names(layout.runs())) {
      if (name.matches("[0-9]{1,18}")) {
        bases.add(Long.valueOf(name));
      }
    }
    bases.sort(null);
    return bases;
  }

  private List<String> names(String directory) throws IOException {
    return store.list(directory).stream()
        .map(Item::name)
        .filter(name -> !name.isEmpty())
        .sorted()
        .toList();
  }

  /**
   * Plans of all runs on a version, for the collector.
   *
   * @throws UnreadableStateException if one of them cannot be understood
   */
  public List<Plan> plansOn(long base) throws IOException {
    List<Plan> plans = new ArrayList<>();
    for (String runId : runIds(base)) {
      plan(base, runId).ifPresent(plans::add);
    }
    return plans;
  }
}
