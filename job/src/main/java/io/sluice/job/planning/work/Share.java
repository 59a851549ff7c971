package io.sluice.job.planning.work;

/**
 * The part of a demand that a run reads.
 *
 * @param end after the last offset; above the demand's start, at most its end
 */
public record Share(Demand demand, long end) {
  public Share {
    if (end <= demand.start() || end > demand.end()) {
      throw new IllegalArgumentException("Cannot take up to " + end + " of " + demand);
    }
  }

  public long offsets() {
    return end - demand.start();
  }

  public double bytes() {
    return offsets() * demand.bytesPerOffset();
  }
}
