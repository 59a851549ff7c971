package io.sluice.proof.simulation.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * A baton: the process that has it runs, and all others wait. It is passed on before each call of a
 * process; the same seed passes it in the same order.
 */
public final class Scheduler {
  /** Events between two steps, caused by none of the processes. */
  public interface Between {
    /** Before each step. */
    void step();

    /**
     * Nobody can go on.
     *
     * @return false if all is over
     */
    boolean idle();

    /** A process broke off with what nobody should throw. */
    void broken(Actor process, Throwable why);
  }

  private final Random random;
  private final ExecutorService threads;
  private final Between between;
  private final double stickiness;
  private final List<Actor> processes = new ArrayList<>();
  private final Semaphore over = new Semaphore(0);
  private Optional<Actor> running = Optional.empty();
  private long step;

  /**
   * A baton that nobody has yet.
   *
   * @param stickiness how likely a process keeps it
   */
  public Scheduler(Random random, double stickiness, ExecutorService threads, Between between) {
    this.random = random;
    this.stickiness = stickiness;
    this.threads = threads;
    this.between = between;
  }

  public long step() {
    return step;
  }

  /** The actor that has the baton. */
  public Optional<Actor> running() {
    return running;
  }

  /** Those that are not over. */
  public List<Actor> processes() {
    return processes;
  }

  /** Lets a process take part; it begins when it is drawn. */
  public void start(Actor process) {
    processes.add(process);
  }

  /** Runs until nobody has anything to do. */
  public void play() throws InterruptedException {
    handOn();
    over.acquire();
  }

  /** Lets others go first. */
  public void pass(Actor me) {
    me.mustLive();
    step++;
    between.step();
    me.mustLive();
    boolean stays = random.nextDouble() < stickiness && me.isReady(step);
    Actor next = stays ? me : next();
    if (next != me) {
      wake(next);
      me.turn.acquireUninterruptibly();
    }
    running = Optional.of(me);
    me.goOn();
    me.mustLive();
  }

  /** Waits, while others go on. */
  public void await(Actor me, BooleanSupplier condition) {
    me.await(condition);
    pass(me);
  }

  private void handOn() {
    if (!someoneIsThere()) {
      over.release();
      return;
    }
    wake(next());
  }

  private boolean someoneIsThere() {
    while (true) {
      processes.removeIf(process -> process.life == Actor.Life.OVER);
      if (!processes.isEmpty()) {
        return true;
      }
      if (!between.idle()) {
        return false;
      }
    }
  }

  private Actor next() {
    while (true) {
      int ready = 0;
      processes.removeIf(process -> process.life == Actor.Life.OVER);
      for (Actor process : processes) {
        ready += process.isReady(step) ? 1 : 0;
      }
      if (ready > 0) {
        int drawn = random.nextInt(ready);
        for (Actor process : processes) {
          if (process.isReady(step) && drawn-- == 0) {
            return process;
          }
        }
      }
      step++;
      if (!between.idle()) {
        throw new IllegalStateException("All are waiting for each other: " + processes);
      }
    }
  }

  private void wake(Actor process) {
    if (process.life == Actor.Life.NEW) {
      process.life = Actor.Life.ALIVE;
      threads.execute(() -> live(process));
    } else {
      process.turn.release();
    }
  }

  private void live(Actor process) {
    running = Optional.of(process);
    try {
      process.run();
    } catch (Death e) {
      // As it was meant.
    } catch (Throwable e) {
      between.broken(process, e);
    }
    try {
      process.life = Actor.Life.OVER;
      processes.remove(process);
      process.over();
      handOn();
    } catch (Throwable e) {
      between.broken(process, e);
      over.release();
    }
  }
}
