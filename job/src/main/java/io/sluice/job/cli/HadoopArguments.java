package io.sluice.job.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Hadoop's generic options told apart from ours, wherever they stand: its own parser stops at the
 * first argument that it does not know.
 *
 * @param generic for Hadoop's GenericOptionsParser
 * @param ours all else, in order
 */
record HadoopArguments(List<String> generic, List<String> ours) {

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
    return new HadoopArguments(generic, ours);
  }
}
