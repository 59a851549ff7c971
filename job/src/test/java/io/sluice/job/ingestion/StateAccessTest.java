package io.sluice.job.ingestion;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.job.config.ExecutionMode;
import io.sluice.job.config.Ingestion;
import io.sluice.options.ConfigurationException;
import io.sluice.options.Problems;
import io.sluice.options.Settings;
import io.sluice.tracker.access.StateRights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateAccessTest {
  @TempDir private Path directory;

  private OpenIngestion open(String more) throws IOException {
    Problems problems = new Problems();
    Settings settings =
        Settings.NONE.overlay(
            """
            name=app
            topics=orders
            topics.dir=%s
            kafka.bootstrap.servers=b:9092
            value.format=string
            """
                    .formatted(directory)
                + more,
            "test",
            problems);
    problems.throwIfAny();
    return OpenIngestion.open(
        Ingestion.read(settings), new Configuration(), ExecutionMode.LOCAL, Clock.systemUTC());
  }

  private Path stateOpenToEverybody() throws IOException {
    Path state = Files.createDirectories(directory.resolve(".sluice/app"));
    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxrwxrwx"));
    return state;
  }

  @Test
  void aStateDirectoryThatOthersMayWriteIsRefusedWithTheCommandThatClosesIt() throws IOException {
    Path state = stateOpenToEverybody();

    ConfigurationException refused =
        assertThrows(
            ConfigurationException.class, () -> StateAccess.check(open(""), StateRights.Use.WRITE));

    assertEquals(
        "Cannot use state.dir=%s: everybody may write in %s. Close it: chmod -R go-w %s. Who writes there says what Sluice reads again, moves and deletes; if they may do all that this user may, set state.dir.shared=true."
            .formatted(state, state, state),
        refused.getMessage());
  }

  @Test
  void theKeyAllowsIt() throws IOException {
    stateOpenToEverybody();

    assertDoesNotThrow(
        () -> StateAccess.check(open("state.dir.shared=true"), StateRights.Use.WRITE));
  }
}
