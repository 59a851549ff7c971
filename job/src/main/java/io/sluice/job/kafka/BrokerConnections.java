package io.sluice.job.kafka;

import io.sluice.mapper.address.BrokerAddress;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientRequest;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.DefaultHostResolver;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.NetworkClientUtils;
import org.apache.kafka.clients.NodeApiVersions;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersion;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/**
 * Connections to single brokers, with the network client below Kafka's own clients: no public
 * client returns the release of a broker, or the addresses that the brokers advertise.
 */
final class BrokerConnections implements AutoCloseable {
  private static final long CONNECT_MILLIS = 10_000;
  private static final int REQUEST_MILLIS = 5_000;
  private static final long STEP_MILLIS = 100;
  private static final int BOOTSTRAP_ID = -1;

  private final Time time = Time.SYSTEM;
  private final Metrics metrics = new Metrics();
  private final ApiVersions apiVersions = new ApiVersions();
  private final NetworkClient client;

  private BrokerConnections(AdminClientConfig config) {
    client =
        ClientUtils.createNetworkClient(
            config,
            config.getString(AdminClientConfig.CLIENT_ID_CONFIG),
            metrics,
            "sluice-brokers",
            new LogContext(),
            apiVersions,
            time,
            1,
            REQUEST_MILLIS,
            null,
            new ManualMetadataUpdater(),
            new DefaultHostResolver(),
            null,
            null);
  }

  static BrokerConnections open(Map<String, ?> adminSettings) {
    return new BrokerConnections(new AdminClientConfig(Map.copyOf(adminSettings)));
  }

  /** The releases of these brokers; one that accepts no connection is missing. */
  Map<Node, KafkaRelease> releases(Collection<Node> brokers) {
    Map<Node, KafkaRelease> releases = new HashMap<>();
    Set<Node> waiting = new LinkedHashSet<>(brokers);
    long until = time.milliseconds() + CONNECT_MILLIS;
    while (!waiting.isEmpty() && time.milliseconds() < until) {
      for (Node each : Set.copyOf(waiting)) {
        if (client.ready(each, time.milliseconds())) {
          releases.put(each, release(apiVersions.get(each.idString())));
          waiting.remove(each);
        } else if (client.connectionFailed(each)) {
          waiting.remove(each);
        }
      }
      client.poll(waiting.isEmpty() ? 0 : STEP_MILLIS, time.milliseconds());
    }
    return releases;
  }

  /** All brokers of the cluster, as advertised by the broker at this address. */
  List<BrokerAddress> advertised(BrokerAddress by) throws IOException {
    Node node = new Node(BOOTSTRAP_ID, by.host(), by.port());
    try {
      if (!NetworkClientUtils.awaitReady(client, node, time, REQUEST_MILLIS)) {
        throw new IOException(by + " does not speak Kafka's protocol");
      }
      ClientRequest request =
          client.newClientRequest(
              node.idString(),
              new MetadataRequest.Builder(List.of(), false),
              time.milliseconds(),
              true);
      MetadataResponse response =
          (MetadataResponse)
              NetworkClientUtils.sendAndReceive(client, request, time).responseBody();
      return response.brokers().stream()
          .map(each -> new BrokerAddress(each.host(), each.port()))
          .toList();
    } catch (KafkaException e) {
      throw new IOException(KafkaAnswers.rootMessage(e), e);
    }
  }

  /** The requests that each release was the first to support. */
  private static KafkaRelease release(NodeApiVersions known) {
    if (knows(known, ApiKeys.METADATA, 12)) {
      return KafkaRelease.SINCE_3_1;
    } else if (knows(known, ApiKeys.LIST_TRANSACTIONS, 0)) {
      return KafkaRelease.V3_0;
    } else if (knows(known, ApiKeys.DESCRIBE_CLUSTER, 0) && knows(known, ApiKeys.METADATA, 10)) {
      return KafkaRelease.V2_8;
    } else if (knows(known, ApiKeys.DESCRIBE_USER_SCRAM_CREDENTIALS, 0)) {
      return KafkaRelease.V2_7;
    } else if (knows(known, ApiKeys.DESCRIBE_CLIENT_QUOTAS, 0)) {
      return KafkaRelease.V2_6;
    } else if (knows(known, ApiKeys.INIT_PRODUCER_ID, 3)) {
      return KafkaRelease.V2_5;
    } else if (knows(known, ApiKeys.METADATA, 9)
        && knows(known, ApiKeys.OFFSET_FOR_LEADER_EPOCH, 3)) {
      return KafkaRelease.V2_4;
    } else if (knows(known, ApiKeys.INCREMENTAL_ALTER_CONFIGS, 0)) {
      return KafkaRelease.V2_3;
    } else if (knows(known, ApiKeys.ELECT_LEADERS, 0)) {
      return KafkaRelease.V2_2;
    }
    return knows(known, ApiKeys.METADATA, 7) ? KafkaRelease.V2_1 : KafkaRelease.BEFORE_2_1;
  }

  private static boolean knows(NodeApiVersions known, ApiKeys request, int version) {
    ApiVersion found = known.apiVersion(request);
    return found != null && found.maxVersion() >= version;
  }

  @Override
  public void close() {
    client.close();
    metrics.close();
  }
}
