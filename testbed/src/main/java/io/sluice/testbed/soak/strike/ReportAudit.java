package io.sluice.testbed.soak.strike;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.testbed.ingestion.LedgerEntry;
import io.sluice.testbed.ingestion.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Checks the outcomes that clients reported against the ledger: each must be true, and must stay
 * so.
 */
public final class ReportAudit {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int IN_PART = 3;

  private final StateDirectory state;
  private final List<Word> words = new ArrayList<>();
  private final Map<Long, LedgerEntry> entries = new TreeMap<>();

  private record Word(String runId, int exitCode, long files) {}

  public ReportAudit(StateDirectory state) {
    this.state = state;
  }

  /** Keeps what a run has reported, with its exit code; returns what is wrong with it. */
  List<String> heard(int exitCode, Path report) throws IOException {
    if (!Files.exists(report)) {
      return List.of();
    }
    JsonNode json = JSON.readTree(report.toFile());
    Word word = new Word(json.path("runId").asText(), exitCode, json.path("files").asLong());
    words.add(word);
    int reported = json.path("exitCode").asInt();
    return reported == exitCode
        ? untrue(List.of(word))
        : List.of(
            "run %s ended with %d and reported %d".formatted(word.runId(), exitCode, reported));
  }

  /** The faults of all reports so far. */
  public List<String> untrue() throws IOException {
    return untrue(words);
  }

  private List<String> untrue(List<Word> words) throws IOException {
    long head = state.head();
    for (long version = 1; version <= head; version++) {
      if (!entries.containsKey(version)) {
        entries.put(version, state.entry(version));
      }
    }
    List<String> untrue = new ArrayList<>();
    for (Word word : words) {
      List<Long> ingests =
          entries.entrySet().stream()
              .filter(entry -> entry.getValue().isIngest())
              .filter(entry -> entry.getValue().runId().equals(word.runId()))
              .map(Map.Entry::getKey)
              .toList();
      if (word.exitCode() == FAILED && !ingests.isEmpty()) {
        untrue.add(
            "run %s said that it committed nothing, and entry %s is its"
                .formatted(word.runId(), ingests));
      }
      boolean landed = word.exitCode() == DONE || word.exitCode() == IN_PART;
      if (landed && word.files() > 0 && (ingests.isEmpty() || !state.hasMark(ingests.get(0)))) {
        untrue.add(
            "run %s said that %d files have landed, and its entries are %s"
                .formatted(word.runId(), word.files(), ingests));
      }
    }
    return untrue;
  }
}
