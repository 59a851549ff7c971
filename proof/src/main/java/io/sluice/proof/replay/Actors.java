package io.sluice.proof.replay;

import io.sluice.proof.replay.Replay.Answered;
import io.sluice.proof.replay.Replay.Suspended;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.store.UnreliableStore.Death;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All states that processes have been in, and how each goes on. A state is a number. What a process
 * does when it is answered is worked out once, by running its program again from the beginning.
 */
public final class Actors {
  /** The state of a program after some answers. */
  private static final class State {
    final Program program;
    final int before;
    final Optional<Answered> last;
    Optional<Call> next = Optional.empty();
    Optional<String> defect = Optional.empty();
    boolean died;
    ProcessLog said = new ProcessLog();
    Map<String, Content> closed = Map.of();
    final Map<Answer, Integer> after = new HashMap<>();

    State(Program program, int before, Optional<Answered> last) {
      this.program = program;
      this.before = before;
      this.last = last;
    }
  }

  private static final int NONE = -1;

  private final List<State> states = new ArrayList<>();

  /** A program that has not begun. */
  public int begin(Program program) {
    return add(new State(program, NONE, Optional.empty()));
  }

  /** The state of a program once its next call is answered. */
  public int after(int state, Answer answer) {
    State before = states.get(state);
    Integer known = before.after.get(answer);
    if (known != null) {
      return known;
    }
    Call call = before.next.orElseThrow();
    int after = add(new State(before.program, state, Optional.of(new Answered(call, answer))));
    before.after.put(answer, after);
    return after;
  }

  private int add(State state) {
    ProcessLog said = new ProcessLog();
    try {
      state.program.run(new Replay(past(state)), said);
    } catch (Suspended e) {
      state.next = Optional.of(e.call());
    } catch (IOException e) {
      // It has stopped; whoever started it sees that.
    } catch (Death e) {
      state.died = true;
    } catch (RuntimeException e) {
      state.defect = Optional.of(e.toString());
    }
    state.said = said;
    state.closed = closed(state);
    states.add(state);
    return states.size() - 1;
  }

  private List<Answered> past(State state) {
    List<Answered> past = new ArrayList<>();
    State each = state;
    while (each.last.isPresent()) {
      past.add(each.last.get());
      each = states.get(each.before);
    }
    Collections.reverse(past);
    return past;
  }

  private Map<String, Content> closed(State state) {
    Map<String, Content> before = state.before == NONE ? Map.of() : states.get(state.before).closed;
    if (state.last.isPresent()
        && state.last.get().call() instanceof Call.Close close
        && state.last.get().answer() instanceof Answer.Done) {
      Map<String, Content> closed = new TreeMap<>(before);
      closed.put(close.staged(), close.content());
      return closed;
    }
    return before;
  }

  /** Whether it makes another call; else it has come to its end. */
  public boolean hasNext(int state) {
    return states.get(state).next.isPresent();
  }

  /** The call that it makes next. */
  public Call next(int state) {
    return states.get(state).next.orElseThrow();
  }

  /** The answer to its last call. */
  public String answered(int state) {
    return states.get(state).last.map(last -> last.answer().described()).orElse("");
  }

  /** Whether it came to its end by dying. */
  public boolean died(int state) {
    return states.get(state).died;
  }

  /** An exception that no process may end by. */
  public Optional<String> defect(int state) {
    return states.get(state).defect;
  }

  public ProcessLog said(int state) {
    return states.get(state).said;
  }

  /** Staged files that it has closed. */
  public Map<String, Content> closed(int state) {
    return states.get(state).closed;
  }

  public Optional<Plan> submitted(int state) {
    return states.get(state).said.submitted();
  }

  int count() {
    return states.size();
  }
}
