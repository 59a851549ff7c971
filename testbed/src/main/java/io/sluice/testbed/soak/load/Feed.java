package io.sluice.testbed.soak.load;

import io.sluice.testbed.kafka.Codec;

/** Sends batches into one topic. */
interface Feed extends AutoCloseable {
  /** Sends, and returns how many records a reader of committed ones will see of them. */
  int send(int count, Codec codec);

  @Override
  void close();
}
