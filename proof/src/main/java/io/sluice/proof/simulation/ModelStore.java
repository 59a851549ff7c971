package io.sluice.proof.simulation;

import io.sluice.proof.simulation.scheduler.Actor;
import io.sluice.tracker.store.MemoryStore;
import io.sluice.tracker.store.StagedOutput;
import io.sluice.tracker.store.StagingStore;
import java.io.IOException;
import java.net.SocketException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The store as one process has it: others go on before each call, and each call may go wrong. */
final class ModelStore implements StagingStore {
  /** A kind of call. */
  enum Call {
    PUT,
    READ,
    LIST,
    MOVE,
    DELETE,
    REFRESH,
    OPEN,
    CLOSE;

    String verb() {
      return name().toLowerCase(Locale.ROOT);
    }

    boolean changes() {
      return this != READ && this != LIST && this != REFRESH;
    }
  }

  interface Act<T> {
    T act() throws IOException;
  }

  private final History history;
  private final Actor process;
  private final MemoryStore files;

  ModelStore(History history, Actor process) {
    this.history = history;
    this.process = process;
    this.files = history.world().files();
  }

  private <T> T call(Call call, String path, String target, Act<T> act) throws IOException {
    Actor running = history.running(process);
    history.faultInjector().before(running, call, path);
    history.pass(running);
    process.mustLive();
    Fault fault = history.faultInjector().stores().fault(process, call, path, target);
    String what = call.verb() + " " + path;
    switch (fault) {
      case DIE_BEFORE -> {
        history.record(running, what, "dies before");
        history.die(process);
      }
      case FAIL_BEFORE -> {
        history.record(running, what, "error, not done");
        throw new SocketException("no answer");
      }
      case FULL -> {
        history.record(running, what, "over quota");
        throw new QuotaFullException(path);
      }
      case LATE -> {
        history.record(running, what, "error, perhaps done later");
        history.faultInjector().stores().later(call, what, () -> done(call, path, act));
        throw new SocketException("no answer yet");
      }
      case NONE, DIE_AFTER, FAIL_AFTER -> {}
    }
    T answer = done(call, path, act);
    history.record(running, what + (target.isEmpty() ? "" : " to " + target), answer);
    if (fault == Fault.DIE_AFTER) {
      history.record(running, what, "dies after");
      history.die(process);
    }
    if (fault == Fault.FAIL_AFTER) {
      history.record(running, what, "error, though done");
      throw new SocketException("no answer, though done");
    }
    return answer;
  }

  private <T> T done(Call call, String path, Act<T> act) throws IOException {
    T answer = act.act();
    if (call.changes()) {
      history.done(call, path);
    }
    return answer;
  }

  @Override
  public Put putIfAbsent(String path, byte[] content) throws IOException {
    return call(Call.PUT, path, "", () -> files.putIfAbsent(path, content));
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    return call(Call.READ, path, "", () -> files.read(path));
  }

  @Override
  public List<Item> list(String directory) throws IOException {
    return call(Call.LIST, directory, "", () -> files.list(directory));
  }

  @Override
  public Move moveOnce(String staged, String target) throws IOException {
    return call(Call.MOVE, staged, target, () -> files.moveOnce(staged, target));
  }

  @Override
  public void delete(String path) throws IOException {
    call(
        Call.DELETE,
        path,
        "",
        () -> {
          files.delete(path);
          return "done";
        });
  }

  @Override
  public void refresh() throws IOException {
    call(Call.REFRESH, "", "", () -> "done");
  }

  @Override
  public StagedOutput open(String staged) throws IOException {
    StagedOutput out = call(Call.OPEN, staged, "", () -> files.open(staged));
    return new Output(staged, out);
  }

  private final class Output extends StagedOutput {
    private final String staged;
    private final StagedOutput out;
    private boolean closed;

    Output(String staged, StagedOutput out) {
      this.staged = staged;
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      out.write(bytes, offset, count);
    }

    @Override
    public long length() {
      return out.length();
    }

    @Override
    public int crc32c() {
      return out.crc32c();
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        call(
            Call.CLOSE,
            staged,
            "",
            () -> {
              out.close();
              return "done";
            });
      }
    }

    @Override
    public void abandon() {
      closed = true;
    }
  }
}
