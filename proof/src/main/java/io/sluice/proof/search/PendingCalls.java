package io.sluice.proof.search;

import io.sluice.proof.replay.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sets of calls that were answered by an error and may still be executed, by number. */
final class PendingCalls {
  private final List<List<Call>> sets = new ArrayList<>(List.of(List.of()));
  private final Map<List<Call>, Integer> numbers = new HashMap<>(Map.of(List.of(), 0));

  /** Whether a call can lie in a queue of the file system after its sender has given up. */
  static boolean canBe(Call call) {
    return call instanceof Call.Put || call instanceof Call.Move;
  }

  List<Call> of(int set) {
    return sets.get(set);
  }

  int with(int set, Call call) {
    List<Call> more = new ArrayList<>(sets.get(set));
    more.add(call);
    return number(more);
  }

  int without(int set, Call call) {
    List<Call> fewer = new ArrayList<>(sets.get(set));
    fewer.remove(call);
    return number(fewer);
  }

  private int number(List<Call> calls) {
    Integer known = numbers.putIfAbsent(calls, sets.size());
    if (known != null) {
      return known;
    }
    sets.add(calls);
    return sets.size() - 1;
  }
}
