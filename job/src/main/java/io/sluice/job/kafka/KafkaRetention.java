package io.sluice.job.kafka;

import java.util.Arrays;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.TopicConfig;

/** Reads {@link TopicRetention} from a topic's configuration. */
final class KafkaRetention {
  private KafkaRetention() {}

  static TopicRetention of(Config config) {
    String policy = value(config, TopicConfig.CLEANUP_POLICY_CONFIG);
    boolean deletes =
        policy.isEmpty()
            || Arrays.asList(policy.split(" *, *", -1)).contains(TopicConfig.CLEANUP_POLICY_DELETE);
    return deletes
        ? new TopicRetention(
            limit(config, TopicConfig.RETENTION_MS_CONFIG),
            limit(config, TopicConfig.RETENTION_BYTES_CONFIG))
        : TopicRetention.FOREVER;
  }

  private static long limit(Config config, String key) {
    String value = value(config, key);
    long limit = value.isEmpty() ? -1 : Long.parseLong(value);
    return limit < 0 ? TopicRetention.UNLIMITED : limit;
  }

  private static String value(Config config, String key) {
    ConfigEntry entry = config.get(key);
    return entry == null || entry.value() == null ? "" : entry.value();
  }
}
