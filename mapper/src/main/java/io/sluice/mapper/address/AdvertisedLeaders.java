package io.sluice.mapper.address;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what is wrong with the addresses under which a cluster advertises its leaders, of which
 * Kafka's client says nothing. Each address is tried once. Used by one thread.
 */
public final class AdvertisedLeaders {
  private final Map<BrokerAddress, Optional<String>> problems = new HashMap<>();

  /** Why this address of a leader takes no connection, in words that name it; empty if it does. */
  public Optional<String> problem(BrokerAddress leader) {
    return problems.computeIfAbsent(
        leader,
        address ->
            address
                .problem()
                .map(why -> "its leader is advertised as " + address + ", but " + why));
  }
}
