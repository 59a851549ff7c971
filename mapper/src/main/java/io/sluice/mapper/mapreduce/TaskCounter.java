package io.sluice.mapper.mapreduce;

/** Totals of a job; MapReduce shows them under this class' name. */
public enum TaskCounter {
  /** Records decoded. */
  RECORDS,
  /** Bytes of their values as they came from Kafka. */
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
