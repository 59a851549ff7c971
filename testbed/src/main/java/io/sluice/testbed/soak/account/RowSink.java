package io.sluice.testbed.soak.account;

/** Takes the rows of landed files. */
interface RowSink {
  void accept(int kafkaPartition, long offset, long fingerprint);
}
