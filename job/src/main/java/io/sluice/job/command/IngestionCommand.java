package io.sluice.job.command;

import io.sluice.job.report.ExitCode;
import java.util.List;

/**
 * An operation on an ingestion. Its class names it and describes it with picocli's annotations, and
 * its options are fields, which the command line fills. No method of such a class names a type of
 * Hadoop: {@code --help} works without Hadoop.
 */
public interface IngestionCommand {

  /**
   * Executes the command, and reports the outcome on the console.
   *
   * @throws CommandFailedException with message and exit code, where both are known
   * @throws io.sluice.options.ConfigurationException if only a change of the configuration can fix
   *     it
   * @throws Exception anything else; the command line reports it, with {@link #ofFailure}. So a
   *     command that has asked YARN for something must not end in an exception.
   */
  ExitCode execute(Invocation invocation) throws Exception;

  /** Exit code where a file system or a server fails before the command has an answer. */
  default ExitCode ofFailure() {
    return ExitCode.NOT_KNOWN;
  }

  /** Rules between its options; the command line refuses arguments that break one. */
  default List<OptionRule> rules() {
    return List.of();
  }

  /** Whether it runs a MapReduce job, so that Hadoop's configuration must name a cluster. */
  default boolean runsJobs() {
    return false;
  }

  /** Whether it may have appended to a ledger when a defect ends it. */
  default boolean mayHaveWritten() {
    return false;
  }
}
