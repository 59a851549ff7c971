package io.sluice.job.cli;

import io.sluice.options.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Hadoop's generic options separated from ours, wherever they stand: its own parser stops at the
 * first argument that it does not know.
 *
 * @param generic for Hadoop's GenericOptionsParser
 * @param ours all else, in order
 */
record HadoopArguments(List<String> generic, List<String> ours, List<String> all) {

  private static final Set<String> WITH_A_VALUE =
      Set.of("-D", "-conf", "-libjars", "-files", "-archives", "-fs", "-jt", "-tokenCacheFile");

  static HadoopArguments of(String[] args) {
    List<String> generic = new ArrayList<>();
    List<String> ours = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      if (WITH_A_VALUE.contains(args[i]) && i + 1 < args.length) {
        generic.add(args[i]);
        generic.add(args[++i]);
      } else if (args[i].startsWith("-D") && args[i].length() > 2) {
        generic.add("-D");
        generic.add(args[i].substring(2));
      } else {
        ours.add(args[i]);
      }
    }
    return new HadoopArguments(generic, ours, List.of(args));
  }

  /** Hadoop's options, without the values of secrets. */
  List<String> shownGeneric() {
    return shown(generic);
  }

  /** All that was typed, without the values of secrets. */
  List<String> shown() {
    return shown(all);
  }

  /** One {@code key=value}, without the value of a secret. */
  static String shown(String set) {
    int equals = set.indexOf('=');
    return equals < 1
        ? set
        : set.substring(0, equals + 1)
            + new Setting(set.substring(0, equals), set.substring(equals + 1), "").shownText();
  }

  private static List<String> shown(List<String> words) {
    List<String> shown = new ArrayList<>();
    for (String word : words) {
      int dashes = word.startsWith("--set=") ? "--set=".length() : 0;
      shown.add(word.substring(0, dashes) + shown(word.substring(dashes)));
    }
    return shown;
  }
}
