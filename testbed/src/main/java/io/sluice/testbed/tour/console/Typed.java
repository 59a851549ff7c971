package io.sluice.testbed.tour.console;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A command as a user types it.
 *
 * @param words the program and its arguments
 * @param directory where it is typed
 */
public record Typed(List<String> words, Path directory) {
  public Typed {
    words = List.copyOf(words);
  }

  public Typed and(String... more) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of(more));
    return new Typed(all, directory);
  }

  /** The line that a shell understands, paths as short as they can be written. */
  @Override
  public String toString() {
    List<String> shown = new ArrayList<>();
    for (String word : words) {
      shown.add(quoted(word.startsWith("/") ? shortened(Path.of(word), directory) : word));
    }
    return String.join(" ", shown);
  }

  /** Relative where that is shorter to read, that is, below the directory. */
  public static String shortened(Path path, Path directory) {
    return path.startsWith(directory) && !path.equals(directory)
        ? directory.relativize(path).toString()
        : path.toString();
  }

  private static String quoted(String word) {
    return word.matches("[\\w./:=@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
