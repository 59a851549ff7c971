package io.sluice.job.verb;

import io.sluice.job.report.ExitCode;

/** An operation of Sluice on an ingestion. */
public interface Verb {

  /**
   * Does it, and reports the outcome on the console.
   *
   * @throws VerbFailedException with message and exit code, where both are known
   * @throws io.sluice.options.ConfigurationException if only a change of the configuration can fix
   *     it
   * @throws Exception anything else; the command line reports it, with exit code 1. So what has
   *     been asked of YARN must not end in an exception.
   */
  ExitCode execute(Invocation invocation) throws Exception;
}
