package io.sluice.job.report;

import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.Loss;
import java.util.List;

/**
 * The report of a run when it ends, for people ({@link SummaryText}) and machines ({@link
 * ReportJson}).
 *
 * @param client the client that reports on the run
 * @param runId empty if the run ended before it had one
 * @param version of the entry that is this run's outcome, 0 if there is none
 * @param message the outcome in a sentence
 * @param startedAt epoch millis
 * @param stages in order, with their duration
 * @param lag offsets left in Kafka behind the committed ones, open transactions included; −1 if not
 *     known
 * @param leftByBounds offsets that could have been read, but that a bound of the run leaves for the
 *     next run
 * @param left what was planned or matches and did not land, one line each
 * @param remarks further information for an operator, one line each
 */
public record RunReport(
    String ingestion,
    Client client,
    String runId,
    long base,
    long version,
    ExitCode exitCode,
    String message,
    long startedAt,
    long endedAt,
    String jobId,
    List<Stage> stages,
    List<TopicReport> topics,
    List<Hold> held,
    List<Loss> losses,
    long lag,
    long leftByBounds,
    List<String> left,
    List<String> remarks) {

  /** The client that ended the run. */
  public enum Client {
    /** The one that started it. */
    OWN,
    /** A later one: the run's own client was gone, and its job continued. */
    ATTACHED
  }

  /**
   * A part of the run.
   *
   * @param millis duration
   */
  public record Stage(String name, long millis) {}

  public RunReport {
    stages = List.copyOf(stages);
    topics = List.copyOf(topics);
    held = List.copyOf(held);
    losses = List.copyOf(losses);
    left = List.copyOf(left);
    remarks = List.copyOf(remarks);
  }

  public long records() {
    return topics.stream().mapToLong(TopicReport::records).sum();
  }

  public long quarantined() {
    return topics.stream().mapToLong(TopicReport::quarantined).sum();
  }

  public int files() {
    return topics.stream().mapToInt(TopicReport::files).sum();
  }

  public long bytes() {
    return topics.stream().mapToLong(TopicReport::bytes).sum();
  }
}
