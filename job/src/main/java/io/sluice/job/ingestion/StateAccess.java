package io.sluice.job.ingestion;

import io.sluice.job.config.IngestionOptions;
import io.sluice.options.ConfigurationException;
import io.sluice.tracker.access.StateRights;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.FileContext;

/** Refuses a state directory that others may write, unless {@code state.dir.shared} allows it. */
public final class StateAccess {
  private StateAccess() {}

  /**
   * Looks, before anything of the state is read.
   *
   * @throws ConfigurationException if others may write there
   */
  public static void check(OpenIngestion open, StateRights.Use use) throws IOException {
    if (open.ingestion().options().stateShared() == IngestionOptions.Shared.TRUE) {
      return;
    }
    StateRights rights =
        "file".equals(open.places().fileSystem().getScheme())
            ? StateRights.local()
            : StateRights.of(FileContext.getFileContext(open.places().fileSystem(), open.hadoop()));
    Optional<String> fault = rights.fault(open.places().stateDir(), use);
    if (fault.isPresent()) {
      throw new ConfigurationException(
          "Cannot use state.dir=%s: %s. Who writes there says what Sluice reads again, moves and deletes; if they may do all that this user may, set state.dir.shared=true."
              .formatted(open.places().stateDir(), fault.get()));
    }
  }
}
