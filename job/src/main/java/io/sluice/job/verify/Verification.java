package io.sluice.job.verify;

import io.sluice.job.config.Ingestion;
import io.sluice.job.config.TopicOptions;
import io.sluice.job.ingestion.LandedDirectories;
import io.sluice.job.ingestion.OpenIngestion;
import io.sluice.job.ingestion.ShippedSchemaFiles;
import io.sluice.job.kafka.AdminKafkaFacts;
import io.sluice.job.kafka.KafkaAnswer;
import io.sluice.job.kafka.KafkaFacts;
import io.sluice.job.kafka.OffsetKind;
import io.sluice.job.kafka.TopicFacts;
import io.sluice.job.verify.VerifyCommand.Depth;
import io.sluice.maintenance.verify.AgainstKafka;
import io.sluice.maintenance.verify.DeepVerify;
import io.sluice.maintenance.verify.LandedBytes;
import io.sluice.maintenance.verify.LandedFooters;
import io.sluice.maintenance.verify.LandedRows;
import io.sluice.maintenance.verify.TopicDecoders;
import io.sluice.mapper.decode.Decoders;
import io.sluice.mapper.decode.SchemaSources;
import io.sluice.mapper.kafka.RangeReaders;
import io.sluice.mapper.limit.ReadLimits;
import io.sluice.mapper.registry.RegistrySchemas;
import io.sluice.options.Setting;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.verify.Finding;
import io.sluice.tracker.verify.VerifyReport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;

/** Puts the looks together that {@code verify} was asked for. */
final class Verification {
  /** A comparison ends with the ledger's offsets, not with time. */
  private static final Duration LONG = Duration.ofDays(365);

  private final OpenIngestion open;

  Verification(OpenIngestion open) {
    this.open = open;
  }

  VerifyReport report(Depth depth) throws IOException {
    FileSystem files = FileSystem.get(open.places().fileSystem(), open.hadoop());
    List<String> directories = LandedDirectories.read(open);
    LandedFooters footers = new LandedFooters(files, open.hadoop());
    if (depth == Depth.SHALLOW) {
      return open.tracker().shallowVerify().verify(directories, footers);
    }
    LandedBytes bytes = new LandedBytes(footers);
    VerifyReport shallow = open.tracker().shallowVerify().verify(directories, bytes);
    DeepVerify deep =
        new DeepVerify(open.tracker().ledger(), new LandedRows(files, open.hadoop()), bytes);
    return shallow.with(depth == Depth.AGAINST_KAFKA ? againstKafka(deep) : deep.verify());
  }

  private List<Finding> againstKafka(DeepVerify deep) throws IOException {
    Ingestion ingestion = open.ingestion();
    OffsetState head =
        open.tracker()
            .ledger()
            .head()
            .map(each -> each.offsets().state())
            .orElse(OffsetState.EMPTY);
    Map<KafkaPartition, Long> earliest;
    try (KafkaFacts facts = AdminKafkaFacts.connect(ingestion.kafka().adminOf(ingestion.name()))) {
      earliest = earliest(facts, head);
    }
    ReadLimits limits =
        new ReadLimits(
                open.clock().instant().plus(LONG),
                ReadLimits.UNLIMITED,
                ReadLimits.UNLIMITED,
                ingestion.reader().stallTimeout())
            .within(Runtime.getRuntime().maxMemory());
    return new AgainstKafka(
            deep,
            topics ->
                RangeReaders.open(
                    ingestion.kafka().consumerOf(ingestion.name()),
                    ingestion.kafka().adminOf(ingestion.name()),
                    topics,
                    limits,
                    open.clock(),
                    () -> {}),
            decoders(ingestion),
            head,
            earliest)
        .verify();
  }

  /** Ids first: of a topic that was created again nothing can be compared. */
  private static Map<KafkaPartition, Long> earliest(KafkaFacts facts, OffsetState head)
      throws IOException {
    Map<String, KafkaAnswer<TopicFacts>> topics = facts.topics(head.topics().keySet());
    List<KafkaPartition> wanted = new ArrayList<>();
    for (TopicState topic : head.topics().values()) {
      Optional<TopicFacts> now =
          Optional.ofNullable(topics.get(topic.topic())).flatMap(KafkaAnswer::known);
      if (now.isPresent() && now.get().topicId().equals(topic.topicId())) {
        now.get().led().stream()
            .filter(number -> topic.kafkaPartition(number).isPresent())
            .forEach(number -> wanted.add(new KafkaPartition(topic.topic(), number)));
      }
    }
    Map<KafkaPartition, Long> earliest = new HashMap<>();
    facts
        .offsets(OffsetKind.EARLIEST, wanted)
        .forEach(
            (kafkaPartition, answer) ->
                answer.known().ifPresent(offset -> earliest.put(kafkaPartition, offset)));
    return earliest;
  }

  private TopicDecoders decoders(Ingestion ingestion) {
    Decoders decoders =
        new Decoders(
            new SchemaSources(
                RegistrySchemas.open(ingestion.registry(), open.clock()),
                new ShippedSchemaFiles(open.hadoop()),
                open.hadoop().getClassLoader()));
    return topic -> {
      TopicOptions options = ingestion.forTopic(topic);
      return decoders.open(
          options.decoder(),
          topic,
          options.settings().withoutSecrets().all().stream()
              .collect(Collectors.toMap(Setting::name, Setting::text)));
    };
  }
}
