package io.sluice.proof.simulation.scheduler;

import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/** A process of the simulated world, which may stop for any time or die wherever it asks. */
public abstract class Actor {
  /** Life cycle of a process. */
  enum Life {
    NEW,
    ALIVE,
    DYING,
    OVER
  }

  private final String name;
  final Semaphore turn = new Semaphore(0);
  Life life = Life.NEW;
  long pausedUntil;
  private BooleanSupplier until = Actor::atOnce;

  protected Actor(String name) {
    this.name = name;
  }

  private static boolean atOnce() {
    return true;
  }

  public final String name() {
    return name;
  }

  /** All that it does. */
  protected abstract void run() throws Exception;

  /** Called once it is over, whatever ended it; may start others. */
  protected void over() {}

  /** It does nothing more, whatever it was about to do. */
  public final void kill() {
    if (life == Life.NEW) {
      life = Life.OVER;
      over();
    } else if (life == Life.ALIVE) {
      life = Life.DYING;
    }
  }

  /** Stops it until that step. */
  public final void pause(long step) {
    pausedUntil = step;
  }

  public final boolean isPaused(long step) {
    return pausedUntil > step;
  }

  public final boolean isOver() {
    return life == Life.OVER || life == Life.DYING;
  }

  final void await(BooleanSupplier condition) {
    until = condition;
  }

  final boolean isReady(long step) {
    if (life == Life.DYING) {
      return true;
    }
    return pausedUntil <= step && until.getAsBoolean();
  }

  final void goOn() {
    until = Actor::atOnce;
  }

  /** To be asked before anything is done. */
  public final void mustLive() {
    if (life == Life.DYING) {
      throw new Death(name);
    }
  }

  @Override
  public final String toString() {
    return name;
  }
}
