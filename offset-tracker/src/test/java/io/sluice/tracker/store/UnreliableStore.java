package io.sluice.tracker.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A store that breaks off. Its calls are numbered from 1; to each number a fault can be given. The
 * act of a call that makes or moves or deletes is done before a fault that comes after it.
 */
public final class UnreliableStore implements StagingStore {
  /** A fault at one call. */
  public enum Fault {
    /** The process dies, the act is not done. */
    DIE_BEFORE,
    /** The act is done, the process dies before it hears so. */
    DIE_AFTER,
    /** The act is not done, an error is reported. */
    FAIL_BEFORE,
    /** The act is done, an error is reported. */
    FAIL_AFTER
  }

  /** The process is gone: nobody may catch this but the test. */
  public static final class Death extends Error {
    private static final long serialVersionUID = 1;

    /** Dies at that call. */
    public Death(String call) {
      super("died at " + call);
    }
  }

  private final StagingStore store;
  private final Consumer<String> done;
  private final Map<Integer, Fault> faults = new HashMap<>();
  private final List<String> calls = new ArrayList<>();
  private boolean failsAlways;
  private boolean diskIsFull;
  private Optional<IOException> refusal = Optional.empty();

  public UnreliableStore(StagingStore store) {
    this(store, call -> {});
  }

  /**
   * A store that does what {@code store} does until a fault is given.
   *
   * @param done hears of each act that was done, also where nobody else does
   */
  public UnreliableStore(StagingStore store, Consumer<String> done) {
    this.store = store;
    this.done = done;
  }

  /** Gives a fault to the call of that number. */
  public synchronized void fail(int call, Fault fault) {
    faults.put(call, fault);
  }

  /** From now on no call does anything, each is answered by an error. */
  public synchronized void failAlways() {
    failsAlways = true;
  }

  /** From now on the disk is full: nothing is put and no staged file is opened. */
  public synchronized void fillDisk() {
    diskIsFull = true;
  }

  private void needsRoom() throws IOException {
    if (diskIsFull) {
      throw new IOException("No space left on device");
    }
  }

  /** From now on each move is refused with this. */
  public synchronized void refuseMoves(IOException with) {
    refusal = Optional.of(with);
  }

  /** What was called, in order. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  private interface Act<T> {
    T act() throws IOException;
  }

  private synchronized <T> T call(String what, Act<T> act) throws IOException {
    calls.add(what);
    Fault fault = faults.get(calls.size());
    if (fault == Fault.DIE_BEFORE) {
      throw new Death(what);
    }
    if (failsAlways || fault == Fault.FAIL_BEFORE) {
      throw new IOException("no answer");
    }
    T answer = act.act();
    done.accept(what);
    if (fault == Fault.DIE_AFTER) {
      throw new Death(what);
    }
    if (fault == Fault.FAIL_AFTER) {
      throw new IOException("no answer, though done");
    }
    return answer;
  }

  @Override
  public Put putIfAbsent(String path, byte[] content) throws IOException {
    return call(
        "put " + path,
        () -> {
          needsRoom();
          return store.putIfAbsent(path, content);
        });
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    return call("read " + path, () -> store.read(path));
  }

  @Override
  public List<Item> list(String directory) throws IOException {
    return call("list " + directory, () -> store.list(directory));
  }

  @Override
  public Move moveOnce(String staged, String target) throws IOException {
    return call(
        "move " + staged,
        () -> {
          if (refusal.isPresent()) {
            throw refusal.get();
          }
          return store.moveOnce(staged, target);
        });
  }

  @Override
  public void delete(String path) throws IOException {
    call(
        "delete " + path,
        () -> {
          store.delete(path);
          return true;
        });
  }

  @Override
  public void refresh() throws IOException {
    call(
        "refresh",
        () -> {
          store.refresh();
          return true;
        });
  }

  @Override
  public StagedOutput open(String staged) throws IOException {
    StagedOutput out =
        call(
            "open " + staged,
            () -> {
              needsRoom();
              return store.open(staged);
            });
    return new ChecksummedOutput(
        out,
        () ->
            call(
                "close " + staged,
                () -> {
                  out.close();
                  return true;
                }));
  }
}
