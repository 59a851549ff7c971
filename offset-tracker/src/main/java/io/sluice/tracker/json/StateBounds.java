package io.sluice.tracker.json;

import java.io.IOException;
import java.io.InputStream;

/**
 * Bounds on the size of a file of the state directory, so that whoever can put one there cannot end
 * the process that reads it. They depend on the heap of this process: a value of a file takes up to
 * a hundred bytes of it.
 *
 * @param stored bytes as they are stored
 * @param bytes of JSON, unpacked
 * @param values tokens of JSON: names, values, beginnings and ends
 * @param string characters of one string; a landing schema is one
 */
public record StateBounds(long stored, long bytes, long values, int string) {
  /** Entries, plans and manifests nest eight deep. */
  static final int DEPTH = 32;

  /** Digits of a number. */
  static final int NUMBER = 40;

  /** Characters of a field's name. */
  static final int NAME = 1_000;

  private static final long MIB = 1 << 20;

  /** The bounds of this process. */
  public static final StateBounds OF_THIS_PROCESS = forHeap(Runtime.getRuntime().maxMemory());

  /** The bounds of a process with so many bytes of heap. */
  static StateBounds forHeap(long heap) {
    return new StateBounds(
        within(heap / 8, 16 * MIB, 512 * MIB),
        within(heap / 4, 32 * MIB, 1024 * MIB),
        within(heap / 128, MIB, 64 * MIB),
        (int) within(heap / 16, 8 * MIB, 32 * MIB));
  }

  /** The whole of a file as it is stored, unless it is too large. */
  public byte[] read(InputStream in, String path) throws IOException {
    return new BoundedInput(in, path, stored).readAllBytes();
  }

  private static long within(long wanted, long least, long most) {
    return Math.max(least, Math.min(most, wanted));
  }

  /**
   * The refusal of a file that is beyond a bound.
   *
   * @param what it has too much of, such as "more than 64 MiB"
   */
  public static UnreadableStateException exceeded(String path, String what) {
    return new UnreadableStateException(
        "Cannot read "
            + path
            + ": it holds "
            + what
            + ", more than a process with "
            + Runtime.getRuntime().maxMemory() / MIB
            + " MiB of heap reads of a state directory. If Sluice has written it, give this process"
            + " more (HADOOP_CLIENT_OPTS=-Xmx4g); else restore the file from a backup, and look who"
            + " may write there: "
            + WritersCommand.of(path));
  }

  /** The number of bytes in words. */
  static String mebibytes(long bytes) {
    return "more than " + bytes / MIB + " MiB";
  }
}
