package io.sluice.options;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Suggests the known name that was probably meant. */
public final class Suggestion {

  private Suggestion() {}

  static Optional<String> of(String written, Collection<String> known) {
    return within(Math.max(2, written.length() / 3), written, known);
  }

  /** The nearest known name, if it is near enough. */
  public static Optional<String> misspelt(String written, Collection<String> known) {
    return within(written.length() < 8 ? 1 : 2, written, known);
  }

  private static Optional<String> within(int farthest, String written, Collection<String> known) {
    return known.stream()
        .filter(each -> distance(written, each) <= farthest)
        .min(
            Comparator.<String>comparingInt(each -> distance(written, each))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Counts insertions, deletions, replacements, and transpositions of neighbours. */
  static int distance(String left, String right) {
    int[][] d = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      for (int j = 0; j <= right.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replaced = d[i - 1][j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean exchanged =
            i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        if (exchanged) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[left.length()][right.length()];
  }
}
