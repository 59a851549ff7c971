package io.sluice.testbed.tour;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Sluice as the tour runs it: copied from the checkout, as an archive would be unpacked, so that a
 * build of the checkout meanwhile takes nothing away.
 */
final class InstalledCopy {
  private InstalledCopy() {}

  /**
   * Copies it.
   *
   * @param work where {@code sluice/} is made, and a link to its script
   * @return the link
   */
  static Path of(Path checkout, Path work) throws IOException {
    Path home = work.resolve("sluice");
    copy(checkout.resolve("scripts/run-job.sh"), home.resolve("scripts/run-job.sh"));
    for (Path from : List.of(checkout.resolve("conf"), checkout.resolve("dist/target/quick/lib"))) {
      Path to = home.resolve(String.valueOf(from.getFileName()));
      try (Stream<Path> files = Files.walk(from)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          copy(file, to.resolve(from.relativize(file).toString()));
        }
      }
    }
    return Files.createSymbolicLink(
        work.resolve("run-job.sh"), Path.of("sluice/scripts/run-job.sh"));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.toAbsolutePath().getParent());
    Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
  }
}
