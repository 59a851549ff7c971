package io.sluice.proof.simulation;

import io.sluice.proof.simulation.scheduler.Actor;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;

/** The threads by which one process publishes, each of which waits for the baton. */
final class RenameThreads extends AbstractExecutorService {
  /** One of them. It dies with its process. */
  static final class Worker extends Actor {
    private final Actor process;
    private final Runnable work;

    private Worker(Actor process, int number, Runnable work) {
      super(process.name() + ".thread" + number);
      this.process = process;
      this.work = work;
    }

    boolean isOf(Actor other) {
      return process == other;
    }

    @Override
    protected void run() {
      work.run();
    }
  }

  private final History history;
  private final Actor process;
  private int started;
  private boolean shutdown;

  RenameThreads(History history, Actor process) {
    this.history = history;
    this.process = process;
  }

  @Override
  public void execute(Runnable work) {
    started++;
    history.count(Occurrence.RENAME_THREAD);
    history.scheduler().start(new Worker(process, started, work));
  }

  @Override
  protected <T> RunnableFuture<T> newTaskFor(Callable<T> callable) {
    return new FutureTask<>(callable) {
      @Override
      public T get() throws InterruptedException, ExecutionException {
        history.scheduler().await(process, this::isDone);
        return super.get();
      }
    };
  }

  /** Interrupts nobody: a thread that is in a call goes on with it. */
  @Override
  public List<Runnable> shutdownNow() {
    shutdown = true;
    return List.of();
  }

  @Override
  public void shutdown() {
    shutdown = true;
  }

  @Override
  public boolean isShutdown() {
    return shutdown;
  }

  @Override
  public boolean isTerminated() {
    return shutdown;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return true;
  }
}
