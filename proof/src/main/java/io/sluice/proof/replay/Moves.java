package io.sluice.proof.replay;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The effects of each process' next call on each disk, computed once. */
public final class Moves {
  /**
   * A call, made well.
   *
   * @param disk that it leaves
   * @param actor what becomes of the process
   * @param order whether it matters when it is made
   */
  public record Move(int disk, int actor, Order order) {}

  /** States whether other orders must be searched. */
  public enum Order {
    MATTERS,
    /**
     * The call is answered the same whenever it is made and changes nothing: an entry or a mark
     * that is there stays for ever.
     */
    DOES_NOT_MATTER
  }

  private final Actors actors;
  private final Disks disks;
  private final Map<Long, Move> moves = new HashMap<>();
  private int[] failed = new int[1 << 10];

  /** Works out nothing yet. */
  public Moves(Actors actors, Disks disks) {
    this.actors = actors;
    this.disks = disks;
  }

  public Move of(int disk, int actor) {
    return moves.computeIfAbsent((long) disk << Integer.SIZE | actor, key -> move(disk, actor));
  }

  private Move move(int disk, int actor) {
    Call call = actors.next(actor);
    Disks.Effect effect = disks.after(disk, call);
    boolean anyTime = call instanceof Call.Refresh || disks.disk(disk).holdsForEver(call);
    return new Move(
        effect.disk(),
        actors.after(actor, effect.answer()),
        anyTime ? Order.DOES_NOT_MATTER : Order.MATTERS);
  }

  /** The state of a process whose next call is answered by an error. */
  public int failed(int actor) {
    if (actor >= failed.length) {
      failed = Arrays.copyOf(failed, actor * 2);
    }
    if (failed[actor] == 0) {
      failed[actor] = actors.after(actor, new Answer.Failed()) + 1;
    }
    return failed[actor] - 1;
  }
}
