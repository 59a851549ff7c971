package io.sluice.job.kafka;

import io.sluice.job.kafka.KafkaAnswer.NotKnown;
import io.sluice.job.kafka.KafkaAnswer.Reason;
import io.sluice.mapper.address.AdvertisedLeaders;
import io.sluice.mapper.address.BrokerAddress;
import io.sluice.tracker.offset.KafkaPartition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;

/** Descriptions of topics, and the advertised addresses of their leaders. */
final class TopicDescriptions {
  static final int TOPICS_PER_CALL = 1_000;

  private final Admin admin;
  private final KafkaAnswers answers;
  private final Map<KafkaPartition, BrokerAddress> leaders = new HashMap<>();
  private final AdvertisedLeaders advertised = new AdvertisedLeaders();

  TopicDescriptions(Admin admin, KafkaAnswers answers) {
    this.admin = admin;
    this.answers = answers;
  }

  Map<String, KafkaAnswer<TopicFacts>> byName(Collection<String> names)
      throws KafkaUnavailableException {
    Map<String, KafkaAnswer<TopicFacts>> facts = new TreeMap<>();
    for (List<String> some : KafkaAnswers.batches(names, TOPICS_PER_CALL)) {
      for (Map.Entry<String, KafkaFuture<TopicDescription>> each :
          admin.describeTopics(some).topicNameValues().entrySet()) {
        facts.put(each.getKey(), answers.of(each.getValue(), this::factsOf));
      }
    }
    return facts;
  }

  Map<String, KafkaAnswer<String>> namesById(Collection<String> topicIds)
      throws KafkaUnavailableException {
    Map<String, KafkaAnswer<String>> names = new TreeMap<>();
    for (List<String> some : KafkaAnswers.batches(topicIds, TOPICS_PER_CALL)) {
      TopicCollection asked =
          TopicCollection.ofTopicIds(some.stream().map(Uuid::fromString).toList());
      for (Map.Entry<Uuid, KafkaFuture<TopicDescription>> each :
          admin.describeTopics(asked).topicIdValues().entrySet()) {
        names.put(each.getKey().toString(), answers.of(each.getValue(), TopicDescription::name));
      }
    }
    return names;
  }

  private TopicFacts factsOf(TopicDescription description) {
    List<Integer> led = new ArrayList<>();
    List<Integer> leaderless = new ArrayList<>();
    for (TopicPartitionInfo each : description.partitions()) {
      Node leader = each.leader();
      if (leader == null || leader.isEmpty()) {
        leaderless.add(each.partition());
      } else {
        led.add(each.partition());
        leaders.put(
            new KafkaPartition(description.name(), each.partition()),
            new BrokerAddress(leader.host(), leader.port()));
      }
    }
    Uuid id = description.topicId();
    return new TopicFacts(
        id == null || id.equals(Uuid.ZERO_UUID) ? "" : id.toString(),
        led.stream().sorted().toList(),
        leaderless.stream().sorted().toList());
  }

  /** The answer; if the leader gave none, with the error of its advertised address. */
  KafkaAnswer<Long> explained(KafkaPartition of, KafkaAnswer<Long> answer) {
    if (!(answer instanceof NotKnown<Long> none) || none.reason() != Reason.UNREACHABLE) {
      return answer;
    }
    return Optional.ofNullable(leaders.get(of))
        .flatMap(advertised::problem)
        .<KafkaAnswer<Long>>map(why -> new NotKnown<>(Reason.UNREACHABLE, why))
        .orElse(answer);
  }
}
