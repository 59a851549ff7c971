package io.sluice.tracker.retention;

import io.sluice.tracker.checksum.Sha256;
import io.sluice.tracker.entry.StagedFile;
import java.math.BigInteger;

/**
 * Files of one directory, summed up in any order.
 *
 * @param topic for people
 * @param timePartition likewise, and for {@code ledger --accept}
 * @param names sum over the SHA-256 of each name and length, modulo 2^256
 * @param contents the same with the CRC32C
 */
public record FilesSum(
    String topic,
    String timePartition,
    long files,
    long bytes,
    long records,
    BigInteger names,
    BigInteger contents) {
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

  /** No file yet. */
  public static FilesSum none(String topic, String timePartition) {
    return new FilesSum(topic, timePartition, 0, 0, 0, BigInteger.ZERO, BigInteger.ZERO);
  }

  FilesSum with(StagedFile file) {
    String name = file.path().substring(file.path().lastIndexOf('/') + 1);
    return with(name, file.length(), file.crc32c(), file.records());
  }

  /**
   * The same with a file more.
   *
   * @param records 0 where they are not known
   */
  public FilesSum with(String name, long length, int crc32c, long records) {
    String line = name + "\n" + length;
    return new FilesSum(
        topic,
        timePartition,
        files + 1,
        bytes + length,
        this.records + records,
        names.add(hash(line)).mod(MODULUS),
        contents.add(hash(line + "\n" + crc32c)).mod(MODULUS));
  }

  private static BigInteger hash(String text) {
    return new BigInteger(1, Sha256.of(text));
  }
}
