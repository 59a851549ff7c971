package io.sluice.tracker.run;

import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.offset.PieceOutcome;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The report of one task attempt. Any one manifest of a task is sufficient for a commit.
 *
 * @param task number in the plan
 * @param attempt the attempt's own name within the task, unique among attempts
 * @param pieces one outcome per piece of the task
 * @param files staged and closed, on disk before this manifest is put
 * @param spoiledTopics topics whose files of this task must not land, with the reason
 */
public record Manifest(
    String runId,
    long base,
    int task,
    String attempt,
    List<PieceOutcome> pieces,
    List<StagedFile> files,
    Map<String, String> spoiledTopics) {
  public Manifest {
    pieces = List.copyOf(pieces);
    files = List.copyOf(files);
    spoiledTopics = Collections.unmodifiableMap(new TreeMap<>(spoiledTopics));
  }
}
