package io.sluice.job.planning.work;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Divides the capacity of a run among the readable ranges. In this order (first to expire, then
 * priority, then least recently served) each Kafka partition gets a portion, so that small ones
 * complete and large ones advance. The rest goes to the large ones, by groups of equal urgency and
 * priority, in proportion to the rest of each.
 */
public final class Allotment {
  /** A smaller portion would open more files than it is worth. */
  private static final int PORTIONS_PER_TASK = 32;

  static final Comparator<Demand> ORDER =
      Comparator.comparing(Demand::urgency)
          .thenComparing(Comparator.comparingInt(Demand::priority).reversed())
          .thenComparingLong(Demand::served)
          .thenComparing(Demand::kafkaPartition);

  private final Capacity capacity;
  private final List<Demand> demands;
  private final double[] granted;
  private double workLeft;
  private double bytesLeft;

  private Allotment(Collection<Demand> all, Capacity capacity) {
    this.capacity = capacity;
    demands = all.stream().sorted(ORDER).toList();
    granted = new double[demands.size()];
    workLeft = capacity.work();
    bytesLeft = capacity.bytes();
  }

  /** The shares of the run, in the order above; at least one if there is something to read. */
  public static List<Share> of(Collection<Demand> demands, Capacity capacity) {
    Allotment allotment = new Allotment(demands, capacity);
    allotment.givePortions();
    allotment.giveTheRest();
    return allotment.shares();
  }

  private void givePortions() {
    double portion = portion();
    for (int i = 0; i < demands.size() && isLeft(); i++) {
      give(i, Math.min(portion, demands.get(i).bytes()));
    }
  }

  private double portion() {
    // Half of the capacity is divided equally; the order decides about the other half.
    double even =
        Math.min(capacity.work(), (double) capacity.bytes()) / Math.max(1, demands.size()) / 2;
    double least = (double) capacity.splitBytes() / PORTIONS_PER_TASK;
    return Math.min((double) capacity.splitBytes(), Math.max(even, least));
  }

  private void giveTheRest() {
    int from = 0;
    while (from < demands.size() && isLeft()) {
      int to = from + 1;
      while (to < demands.size() && alike(demands.get(from), demands.get(to))) {
        to++;
      }
      giveInProportion(from, to);
      from = to;
    }
  }

  private static boolean alike(Demand one, Demand other) {
    return one.urgency() == other.urgency() && one.priority() == other.priority();
  }

  private void giveInProportion(int from, int to) {
    double wanted = 0;
    for (int i = from; i < to; i++) {
      wanted += wanted(i);
    }
    double part = wanted == 0 ? 0 : Math.min(1, Math.min(workLeft, bytesLeft) / wanted);
    for (int i = from; i < to; i++) {
      give(i, wanted(i) * part);
    }
  }

  /** Ranges without a portion from {@link #givePortions} come last here. */
  private double wanted(int i) {
    return granted[i] == 0 ? 0 : demands.get(i).bytes() - granted[i];
  }

  private void give(int i, double bytes) {
    double given = Math.max(0, Math.min(bytes, Math.min(workLeft, bytesLeft)));
    granted[i] += given;
    workLeft -= given;
    bytesLeft -= given;
  }

  /** Less than one typical record counts as nothing. */
  private boolean isLeft() {
    return workLeft >= 1 && bytesLeft >= 1;
  }

  private List<Share> shares() {
    List<Share> shares = new ArrayList<>();
    for (int i = 0; i < demands.size(); i++) {
      Demand demand = demands.get(i);
      long offsets = Math.round(granted[i] / demand.bytesPerOffset());
      long end = Math.min(demand.end(), demand.start() + offsets);
      if (end > demand.start()) {
        shares.add(new Share(demand, end));
      }
    }
    if (shares.isEmpty() && !demands.isEmpty()) {
      // Otherwise a run with a bound below one record would never advance.
      shares.add(new Share(demands.get(0), demands.get(0).start() + 1));
    }
    return shares;
  }
}
