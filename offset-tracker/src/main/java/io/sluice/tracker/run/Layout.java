package io.sluice.tracker.run;

/**
 * Every path of a state directory.
 *
 * @param stateDirectory absolute, without a slash at its end
 */
public record Layout(String stateDirectory) {
  public Layout {
    if (!stateDirectory.startsWith("/") || stateDirectory.endsWith("/")) {
      throw new IllegalArgumentException("Not an absolute path: " + stateDirectory);
    }
  }

  /** Holds the ID of the ledger. */
  public String ledgerId() {
    return stateDirectory + "/id";
  }

  public String ledger() {
    return stateDirectory + "/ledger";
  }

  public String entry(long version) {
    return ledger() + "/" + version;
  }

  public String publishedMarks() {
    return stateDirectory + "/published";
  }

  public String publishedMark(long version) {
    return publishedMarks() + "/" + version;
  }

  /** A landing schema, named by its content. */
  public String schema(String fingerprint) {
    return stateDirectory + "/schemas/" + fingerprint + ".avsc";
  }

  public String runs() {
    return stateDirectory + "/runs";
  }

  /** All runs that were planned on one version. */
  public String runsOn(long base) {
    return runs() + "/" + base;
  }

  public String run(long base, String runId) {
    return runsOn(base) + "/" + runId;
  }

  public String plan(long base, String runId) {
    return run(base, runId) + "/plan.json";
  }

  public String manifests(long base, String runId) {
    return run(base, runId) + "/manifests";
  }

  public String manifest(long base, String runId, int task, String attempt) {
    return manifests(base, runId) + "/" + task + "." + attempt;
  }

  /** Directory of the notes of attempts. */
  public String positions(long base, String runId) {
    return run(base, runId) + "/positions";
  }

  /** Holds the id of the MapReduce job, once it is submitted. */
  public String job(long base, String runId) {
    return run(base, runId) + "/job";
  }

  /** Files written here to learn what the file system's clock says. */
  public String clockProbe(String unique) {
    return temporary() + "/clock-" + unique;
  }

  /** Files that are being written, before they are put under their names. */
  public String temporary() {
    return runs() + "/.tmp";
  }

  public String digests() {
    return stateDirectory + "/digests";
  }

  /** The path of the digest of all entries up to a version. */
  public String digest(long version) {
    return digests() + "/" + version;
  }

  public String afterSteps() {
    return stateDirectory + "/after";
  }

  public String afterStep(String step) {
    return afterSteps() + "/" + step;
  }

  public String afterMark(String step, long version) {
    return afterStep(step) + "/" + version;
  }

  public String lock() {
    return stateDirectory + "/lock";
  }

  /** The maintenance ledger, which has the same layout. */
  public Layout maintenance() {
    return new Layout(stateDirectory + "/maintenance");
  }
}
