package io.sluice.testbed.tour.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A tree of directories and files, drawn. */
public final class Tree {
  /**
   * A file.
   *
   * @param path relative, with slashes
   */
  public record File(String path, long bytes) {}

  private final Map<String, Tree> children = new TreeMap<>();
  private long bytes;
  private int files;

  private Tree() {}

  public static Tree of(List<File> files) {
    Tree root = new Tree();
    for (File file : files) {
      Tree place = root;
      place.take(file);
      for (String name : file.path().split("/", -1)) {
        place = place.children.computeIfAbsent(name, any -> new Tree());
        place.take(file);
      }
    }
    return root;
  }

  private void take(File file) {
    files++;
    bytes += file.bytes();
  }

  /**
   * The lines of the drawing.
   *
   * @param closed directories whose files are only counted, by their path
   */
  public List<String> lines(Predicate<String> closed) {
    List<String> lines = new ArrayList<>();
    draw("", "", closed, lines);
    return lines;
  }

  private void draw(String indent, String path, Predicate<String> closed, List<String> lines) {
    int rest = children.size();
    for (Map.Entry<String, Tree> entry : children.entrySet()) {
      rest--;
      Tree child = entry.getValue();
      String below = path.isEmpty() ? entry.getKey() : path + "/" + entry.getKey();
      String branch = indent + (rest == 0 ? "└── " : "├── ");
      if (child.children.isEmpty()) {
        lines.add(branch + entry.getKey() + "  " + size(child.bytes));
      } else if (closed.test(below)) {
        lines.add("%s%s/  (%d files)".formatted(branch, entry.getKey(), child.files));
      } else {
        lines.add(branch + entry.getKey() + "/");
        child.draw(indent + (rest == 0 ? "    " : "│   "), below, closed, lines);
      }
    }
  }

  private static String size(long bytes) {
    return bytes < 1024 ? bytes + " B" : String.format(Locale.ROOT, "%.1f KB", bytes / 1024.0);
  }
}
