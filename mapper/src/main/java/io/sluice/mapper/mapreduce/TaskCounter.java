package io.sluice.mapper.mapreduce;

/** Totals of a job. MapReduce shows them under the name of this class. */
public enum TaskCounter {
  /** Records decoded. */
  RECORDS,
  /** Bytes of their values as fetched from Kafka. */
  BYTES,
  /** Records that could not be decoded. */
  BAD_RECORDS,
  /** Records without a value. */
  TOMBSTONES,
  /** Pieces that were read to their end. */
  PIECES_WHOLE,
  /** Pieces that ended early. */
  PIECES_IN_PART
}
