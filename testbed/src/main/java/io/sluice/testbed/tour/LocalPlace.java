package io.sluice.testbed.tour;

import io.sluice.testbed.tour.console.Guide;
import io.sluice.testbed.tour.console.Shell;
import io.sluice.testbed.tour.console.Tree;
import io.sluice.testbed.tour.console.Typed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * MapReduce's local runner, and a local directory.
 *
 * @param landed the directory
 * @param typedIn where commands are typed
 */
record LocalPlace(Path landed, Path typedIn) implements TourPlace {
  @Override
  public List<String> flags() {
    return List.of("--local");
  }

  @Override
  public Map<String, String> environment() {
    return Map.of();
  }

  @Override
  public String topicsDir() {
    return landed.toString();
  }

  @Override
  public List<Tree.File> files(Shell shell, Guide guide) throws IOException {
    guide.command("tree -a -h " + Typed.shortened(landed, typedIn));
    List<Tree.File> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(landed)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.add(new Tree.File(landed.relativize(file).toString(), Files.size(file)));
      }
    }
    return files;
  }

  @Override
  public Path readable(Shell shell) {
    return landed;
  }
}
