package io.sluice.job.command;

import io.sluice.job.config.ExecutionMode;
import io.sluice.job.config.Ingestion;
import io.sluice.job.ingestion.OpenIngestion;
import io.sluice.job.ingestion.StateAccess;
import io.sluice.tracker.access.StateRights;
import java.io.IOException;
import java.time.Clock;
import org.apache.hadoop.conf.Configuration;

/**
 * One call of a command on an ingestion.
 *
 * @param hadoop configuration with the generic options in it
 */
public record Invocation(
    Ingestion ingestion, Configuration hadoop, ExecutionMode where, Clock clock, Console console) {

  /**
   * Opens the ingestion, for a command that reads or also writes its state.
   *
   * @throws io.sluice.options.ConfigurationException if others may write the state directory
   */
  public OpenIngestion open(StateRights.Use use) throws IOException {
    OpenIngestion open = OpenIngestion.open(ingestion, hadoop, where, clock);
    StateAccess.check(open, use);
    return open;
  }
}
