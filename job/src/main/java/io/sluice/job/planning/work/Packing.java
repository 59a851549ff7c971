package io.sluice.job.planning.work;

import io.sluice.job.planning.work.Demand.Cutting;
import io.sluice.tracker.offset.KafkaPartition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Divides shares into tasks. A large Kafka partition is divided into pieces of equal bytes, each
 * for another task. Small Kafka partitions of a topic stay together, so that they share files. The
 * rest is distributed so that the tasks have about the same size.
 */
public final class Packing {
  private final Capacity capacity;
  private final List<Bundle> bundles = new ArrayList<>();

  private Packing(Capacity capacity) {
    this.capacity = capacity;
  }

  /** Tasks by bytes descending, each with at most one slice of a Kafka partition. */
  public static List<Bundle> tasks(Collection<Share> shares, Capacity capacity) {
    Packing packing = new Packing(capacity);
    Map<String, List<Share>> whole = new LinkedHashMap<>();
    int most = 1;
    List<Bundle> alone = packing.alone(shares);
    int tasksLeft = capacity.tasks() - alone.size();
    for (Share share : shares) {
      if (isAlone(share) && !alone.isEmpty()) {
        continue;
      }
      int slices = packing.slicesOf(share, tasksLeft);
      most = Math.max(most, slices);
      if (slices == 1) {
        whole.computeIfAbsent(share.demand().topic(), topic -> new ArrayList<>()).add(share);
      } else {
        packing.cut(share, slices);
      }
    }
    whole.values().forEach(packing::bundle);
    List<Bundle> tasks = new ArrayList<>(alone);
    tasks.addAll(packing.spread(most, tasksLeft));
    tasks.sort(Comparator.comparingDouble(Bundle::bytes).reversed());
    return tasks;
  }

  private static boolean isAlone(Share share) {
    return share.demand().cutting() == Cutting.ALONE;
  }

  /**
   * Tasks of one slice each, at most half of all tasks. A run with one task has none: the slice
   * then shares that task, so that everything else lands too.
   */
  private List<Bundle> alone(Collection<Share> shares) {
    int most = capacity.tasks() / 2;
    List<Bundle> alone = new ArrayList<>();
    int next = 0;
    for (Share share : shares) {
      if (isAlone(share) && most > 0) {
        if (alone.size() < most) {
          alone.add(new Bundle(capacity));
        }
        alone.get(next++ % most).add(whole(share));
      }
    }
    return alone;
  }

  private static Slice whole(Share share) {
    return new Slice(share.demand(), share.demand().start(), share.end(), Slice.Kind.WHOLE);
  }

  private int slicesOf(Share share, int tasksLeft) {
    return share.demand().cutting() == Cutting.ALLOWED
        ? (int) Math.min(Math.min(capacity.tasksFor(share.bytes()), tasksLeft), share.offsets())
        : 1;
  }

  private void cut(Share share, int slices) {
    Demand demand = share.demand();
    long offsets = share.offsets();
    for (int i = 0; i < slices; i++) {
      long from = demand.start() + part(offsets, i, slices);
      long to = demand.start() + part(offsets, i + 1, slices);
      Bundle bundle = new Bundle(capacity);
      bundle.add(new Slice(demand, from, to, Slice.Kind.CUT));
      bundles.add(bundle);
    }
  }

  /** {@code offsets * i / slices} without an overflow. */
  private static long part(long offsets, int i, int slices) {
    return offsets / slices * i + offsets % slices * i / slices;
  }

  /** The first bundle with room gets the next largest slice. */
  private void bundle(List<Share> ofOneTopic) {
    List<Bundle> open = new ArrayList<>();
    ofOneTopic.stream()
        .sorted(Comparator.comparingDouble(Share::bytes).reversed())
        .forEach(
            share -> {
              Slice slice = whole(share);
              Bundle roomy =
                  open.stream()
                      .filter(bundle -> bundle.hasRoomFor(slice))
                      .findFirst()
                      .orElseGet(
                          () -> {
                            Bundle next = new Bundle(capacity);
                            open.add(next);
                            return next;
                          });
              roomy.add(slice);
            });
    bundles.addAll(open);
  }

  /** Largest first, each into the smallest task without a slice of the same Kafka partition. */
  private List<Bundle> spread(int most, int tasksLeft) {
    double work = bundles.stream().mapToDouble(Bundle::work).sum();
    int count = Math.max(most, Math.min(tasksLeft, capacity.tasksFor(work)));
    PriorityQueue<Bundle> tasks = new PriorityQueue<>(Comparator.comparingDouble(Bundle::work));
    for (int i = 0; i < count; i++) {
      tasks.add(new Bundle(capacity));
    }
    bundles.sort(Comparator.comparingDouble(Bundle::work).reversed());
    for (Bundle bundle : bundles) {
      List<Bundle> passed = new ArrayList<>();
      Bundle task = tasks.remove();
      while (!task.canTake(bundle)) {
        passed.add(task);
        task = tasks.remove();
      }
      task.addAll(bundle);
      tasks.add(task);
      tasks.addAll(passed);
    }
    return tasks.stream()
        .filter(task -> !task.slices().isEmpty())
        .sorted(Comparator.comparingDouble(Bundle::bytes).reversed())
        .toList();
  }

  /** The part of a share that one task reads. */
  public record Slice(Demand demand, long start, long end, Kind kind) {

    /** States whether other tasks read other parts of the same share. */
    public enum Kind {
      WHOLE,
      CUT
    }

    public KafkaPartition kafkaPartition() {
      return demand.kafkaPartition();
    }

    public double bytes() {
      return (end - start) * demand.bytesPerOffset();
    }
  }
}
