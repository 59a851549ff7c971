package io.sluice.maintenance.verify;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A set of offsets of one Kafka partition: one bit per offset, in chunks, because gaps may be
 * large.
 */
final class OffsetSet {
  private static final int CHUNK_BITS = 16;

  private final Map<Long, BitSet> chunks = new HashMap<>();

  /** Adds an offset, and returns whether it is new. */
  boolean add(long offset) {
    BitSet chunk = chunks.computeIfAbsent(offset >> CHUNK_BITS, key -> new BitSet());
    int bit = bit(offset);
    boolean isNew = !chunk.get(bit);
    chunk.set(bit);
    return isNew;
  }

  boolean contains(long offset) {
    BitSet chunk = chunks.get(offset >> CHUNK_BITS);
    return chunk != null && chunk.get(bit(offset));
  }

  /** The smallest offset of {@code [start, end)} in the set. */
  OptionalLong first(long start, long end) {
    return chunks.entrySet().stream()
        .filter(
            chunk ->
                chunk.getKey() >= start >> CHUNK_BITS && chunk.getKey() <= (end - 1) >> CHUNK_BITS)
        .flatMapToLong(
            chunk ->
                chunk.getValue().stream().mapToLong(bit -> (chunk.getKey() << CHUNK_BITS) + bit))
        .filter(offset -> offset >= start && offset < end)
        .min();
  }

  private static int bit(long offset) {
    return (int) (offset & ((1 << CHUNK_BITS) - 1));
  }
}
