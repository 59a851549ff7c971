package io.sluice.writers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.run.LandedName;
import io.sluice.tracker.staging.FilePaths;
import io.sluice.tracker.staging.StagedPaths;
import io.sluice.tracker.staging.StagingOwner;
import io.sluice.writers.file.FileFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requirements of the rest of Sluice on every format of landed files. */
class FileFormatsTest {
  private static final StagedPaths PATHS =
      new StagedPaths(
          new StagingOwner("shop", "ledger", "/state"), 6, "20261121T093000Z-abc123", 4, "4.0");

  static Stream<String> extensions() {
    return FileFormats.ALL.stream().flatMap(each -> each.extensions().stream());
  }

  @ParameterizedTest
  @MethodSource("extensions")
  void theNameOfALandedFileIsKnownForOurs(String extension) {
    String name = PATHS.finalName(3, extension);

    assertTrue(LandedName.of(name).isPresent(), name);
    assertFalse(LandedName.of(name + ".copy").isPresent(), name);
  }

  @ParameterizedTest
  @MethodSource("extensions")
  void thePathsOfAStagedFileAreThoseOfATask(String extension) {
    String name = PATHS.finalName(3, extension);
    StagedFile file =
        new StagedFile(
            StagedFile.Kind.DATA,
            "orders",
            0,
            "dt=1",
            PATHS.staged("/data/orders", "dt=1", name),
            StagedPaths.landed("/data/orders", "dt=1", name),
            1,
            1,
            0,
            List.of(new StagedFile.Part(0, 0, 0, 1)));

    assertEquals(Optional.of("/data/orders"), FilePaths.directory(file));
  }

  @ParameterizedTest
  @MethodSource("extensions")
  void anExtensionBelongsToOneFormat(String extension) {
    assertEquals(
        1, FileFormats.ALL.stream().filter(each -> each.extensions().contains(extension)).count());
    assertTrue(
        FileFormats.ofFile("/data/orders/" + PATHS.finalName(0, extension))
            .orElseThrow()
            .extensions()
            .contains(extension));
  }

  @Test
  void aFileOfNoFormatHasNone() {
    assertEquals(Optional.empty(), FileFormats.ofFile("/data/orders/x.orc"));
    assertEquals(
        FileFormats.ALL.size(), FileFormats.ALL.stream().map(FileFormat::name).distinct().count());
  }
}
