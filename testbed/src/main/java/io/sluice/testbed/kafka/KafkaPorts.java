package io.sluice.testbed.kafka;

import io.sluice.testbed.process.FreePorts;
import java.io.IOException;
import java.util.List;

/** The ports of a cluster; a broker that is started again keeps its own. */
record KafkaPorts(int controller, List<Integer> clients) {
  static KafkaPorts find(int brokers) throws IOException {
    List<Integer> ports = FreePorts.find(brokers + 1);
    return new KafkaPorts(ports.get(0), ports.subList(1, ports.size()));
  }
}
