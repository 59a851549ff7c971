package io.sluice.proof.replay;

import io.sluice.tracker.store.StagedOutput;
import io.sluice.tracker.store.StagingStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A store on a disk, each call of which makes the next disk. */
final class DiskStore implements StagingStore {
  private Disk disk = Disk.EMPTY;

  private synchronized Answer ask(Call call) {
    Disk.Effect effect = disk.after(call);
    disk = effect.disk();
    return effect.answer();
  }

  @Override
  public Put putIfAbsent(String path, byte[] content) {
    return ((Answer.PutAnswer) ask(new Call.Put(path, new Content(content)))).put();
  }

  @Override
  public Optional<byte[]> read(String path) {
    return ((Answer.ReadAnswer) ask(new Call.Read(path))).content().map(Content::bytes);
  }

  @Override
  public List<Item> list(String directory) {
    return ((Answer.ListAnswer) ask(new Call.Listing(directory))).items();
  }

  @Override
  public Move moveOnce(String staged, String target) {
    return ((Answer.MoveAnswer) ask(new Call.Move(staged, target))).move();
  }

  @Override
  public void delete(String path) {
    ask(new Call.Delete(path));
  }

  @Override
  public void refresh() {
    ask(new Call.Refresh());
  }

  /** By what the searches make of a program that opens a file. */
  @Override
  public StagedOutput open(String staged) throws IOException {
    List<Replay.Answered> past = new ArrayList<>();
    Call.Open open = new Call.Open(staged);
    past.add(new Replay.Answered(open, ask(open)));
    return new Closing(new Replay(past).open(staged), past);
  }

  /** Puts the content on the disk when it is closed. */
  private final class Closing extends StagedOutput {
    private final StagedOutput out;
    private final List<Replay.Answered> past;

    private Closing(StagedOutput out, List<Replay.Answered> past) {
      this.out = out;
      this.past = past;
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
    public void abandon() throws IOException {
      out.abandon();
    }

    @Override
    public void close() throws IOException {
      try {
        out.close();
      } catch (Replay.Suspended e) {
        past.add(new Replay.Answered(e.call(), ask(e.call())));
        if (past.get(past.size() - 1).answer() instanceof Answer.Failed) {
          throw new IOException("Cannot close a file that was deleted meanwhile.");
        }
      }
    }
  }
}
