package io.sluice.job.planning.work;

import io.sluice.job.planning.work.Packing.Slice;
import io.sluice.tracker.offset.KafkaPartition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Slices that one task reads. */
public final class Bundle {
  private final Capacity capacity;
  private final List<Slice> slices = new ArrayList<>();
  private final Set<String> topics = new HashSet<>();
  private final Set<KafkaPartition> cut = new HashSet<>();
  private double bytes;

  Bundle(Capacity capacity) {
    this.capacity = capacity;
  }

  void add(Slice slice) {
    slices.add(slice);
    topics.add(slice.demand().topic());
    bytes += slice.bytes();
    if (slice.kind() == Slice.Kind.CUT) {
      cut.add(slice.kafkaPartition());
    }
  }

  void addAll(Bundle other) {
    other.slices.forEach(this::add);
  }

  boolean hasRoomFor(Slice slice) {
    return work() + slice.bytes() + capacity.perKafkaPartition() <= capacity.splitBytes();
  }

  boolean canTake(Bundle other) {
    return Collections.disjoint(cut, other.cut);
  }

  /** Estimated bytes, as stored in Kafka. */
  public double bytes() {
    return bytes;
  }

  /** Bytes, plus the cost of Kafka partitions and topics. */
  double work() {
    return bytes
        + slices.size() * capacity.perKafkaPartition()
        + topics.size() * capacity.perTopic();
  }

  /** In any order. */
  public List<Slice> slices() {
    return Collections.unmodifiableList(slices);
  }
}
