package io.sluice.mapper.address;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds errors in the addresses that a cluster advertises for its leaders; Kafka's client does not
 * report them. Each address is tried once. Used by one thread.
 */
public final class AdvertisedLeaders {
  private final Map<BrokerAddress, Optional<String>> problems = new HashMap<>();

  /**
   * The reason why a leader's address accepts no connection, including the address; empty if it
   * accepts one.
   */
  public Optional<String> problem(BrokerAddress leader) {
    return problems.computeIfAbsent(
        leader,
        address ->
            address
                .problem()
                .map(why -> "its leader is advertised as " + address + ", but " + why));
  }
}
