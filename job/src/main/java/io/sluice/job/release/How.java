package io.sluice.job.release;

/** {@code holds --release ID --as …}. */
public enum How {
  /** Go on behind what is in doubt: it is left out for ever. */
  SKIP,
  /** Read from the beginning of what Kafka has now. */
  RESTART
}
