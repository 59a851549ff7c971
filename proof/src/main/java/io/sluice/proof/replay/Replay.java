package io.sluice.proof.replay;

import io.sluice.tracker.store.StagedOutput;
import io.sluice.tracker.store.StagingStore;
import io.sluice.tracker.store.UnreliableStore.Death;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Gives a program the answers that it has had, each to the same call as then, and stops it at its
 * next call.
 */
final class Replay implements StagingStore {
  /** A call that was answered. */
  record Answered(Call call, Answer answer) {}

  /** Stops a program: it has had all of its answers. Nobody may catch this but the search. */
  static final class Suspended extends Error {
    private static final long serialVersionUID = 1;

    private final transient Call call;

    private Suspended(Call call) {
      super("suspended", null, false, false);
      this.call = call;
    }

    Call call() {
      return call;
    }
  }

  private final List<Answered> past;
  private int next;
  private boolean dying;

  Replay(List<Answered> past) {
    this.past = past;
  }

  private Answer ask(Call call) throws IOException {
    if (next == past.size()) {
      throw new Suspended(call);
    }
    Answered answered = past.get(next);
    if (!answered.call().equals(call)) {
      throw new IllegalStateException(
          "A program does not do the same again: it "
              + call.described()
              + ", and then it "
              + answered.call().described());
    }
    next++;
    dying = answered.answer() instanceof Answer.Died;
    if (dying) {
      throw new Death(call.described());
    }
    if (answered.answer() instanceof Answer.Failed) {
      throw new IOException("no answer");
    }
    return answered.answer();
  }

  @Override
  public Put putIfAbsent(String path, byte[] content) throws IOException {
    return ((Answer.PutAnswer) ask(new Call.Put(path, new Content(content)))).put();
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    return ((Answer.ReadAnswer) ask(new Call.Read(path))).content().map(Content::bytes);
  }

  @Override
  public List<Item> list(String directory) throws IOException {
    return ((Answer.ListAnswer) ask(new Call.Listing(directory))).items();
  }

  @Override
  public Move moveOnce(String staged, String target) throws IOException {
    return ((Answer.MoveAnswer) ask(new Call.Move(staged, target))).move();
  }

  @Override
  public void delete(String path) throws IOException {
    ask(new Call.Delete(path));
  }

  @Override
  public void refresh() throws IOException {
    ask(new Call.Refresh());
  }

  @Override
  public StagedOutput open(String staged) throws IOException {
    if (ask(new Call.Open(staged)) instanceof Answer.Exists) {
      throw new FileAlreadyExistsException(staged);
    }
    return new Staged(staged);
  }

  /** Bytes that are reported when the file is closed. */
  private final class Staged extends StagedOutput {
    private final String path;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean closed;

    private Staged(String path) {
      this.path = path;
    }

    @Override
    public void write(int b) {
      bytes.write(b);
    }

    @Override
    public void write(byte[] more, int offset, int count) {
      bytes.write(more, offset, count);
    }

    @Override
    public long length() {
      return bytes.size();
    }

    @Override
    public int crc32c() {
      CRC32C crc = new CRC32C();
      crc.update(bytes.toByteArray());
      return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
      // Who dies closes nothing on the way out.
      if (!closed && !dying) {
        closed = true;
        ask(new Call.Close(path, new Content(bytes.toByteArray())));
      }
    }

    @Override
    public void abandon() {
      closed = true;
    }
  }
}
