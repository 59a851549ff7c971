package io.sluice.job.kafka;

import io.sluice.mapper.address.BrokerAddress;
import io.sluice.tracker.message.FirstLine;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/** Finds the reason why a Kafka cluster does not answer, by trying its addresses one by one. */
final class Reachability {
  private final Map<String, ?> adminSettings;

  Reachability(Map<String, ?> adminSettings) {
    this.adminSettings = Map.copyOf(adminSettings);
  }

  /** As configured. */
  String bootstrapServers() {
    Object servers = adminSettings.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
    return servers == null ? "" : servers.toString();
  }

  /** The fault that test connections show; empty if there is none. */
  Optional<String> problem() {
    Set<String> problems = new LinkedHashSet<>();
    for (BrokerAddress each : BrokerAddress.parseAll(bootstrapServers())) {
      Optional<String> problem = each.problem();
      if (problem.isEmpty()) {
        Optional<String> other = isPlain() ? each.otherProtocol() : Optional.empty();
        return other.isPresent() ? other : advertised(each);
      }
      problems.add(problem.get());
    }
    return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
  }

  /** Addresses with another protocol than the configured one, if this can be detected. */
  Optional<String> otherProtocols() {
    if (!isPlain()) {
      return Optional.empty();
    }
    List<String> problems =
        BrokerAddress.parseAll(bootstrapServers()).stream()
            .flatMap(each -> each.otherProtocol().stream())
            .toList();
    return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
  }

  private boolean isPlain() {
    Object protocol = adminSettings.get(AdminClientConfig.SECURITY_PROTOCOL_CONFIG);
    return protocol == null || protocol.toString().toUpperCase(Locale.ROOT).endsWith("PLAINTEXT");
  }

  /** A bootstrap server that can be reached may advertise addresses that cannot. */
  private Optional<String> advertised(BrokerAddress by) {
    List<BrokerAddress> advertised;
    try (BrokerConnections connections = BrokerConnections.open(adminSettings)) {
      advertised = connections.advertised(by);
    } catch (IOException | KafkaException e) {
      String why = e.getMessage();
      return Optional.of(
          why != null && why.startsWith("Connection to ")
              ? by
                  + " takes connections and ends each at once, as a listener "
                  + (isPlain() ? "with" : "without")
                  + " TLS does where kafka.security.protocol is "
                  + (isPlain() ? "without" : "with TLS")
              : by
                  + " takes connections, and does not answer as a broker ("
                  + FirstLine.said(e)
                  + ")");
    }
    Set<String> problems = new LinkedHashSet<>();
    for (BrokerAddress each : advertised) {
      each.problem()
          .ifPresent(
              problem ->
                  problems.add(
                      "%s answers and sends clients on to %s, but %s. Correct advertised.listeners of that broker, or make the name known here"
                          .formatted(by, each, problem)));
    }
    return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
  }
}
