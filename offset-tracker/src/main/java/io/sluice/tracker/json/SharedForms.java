package io.sluice.tracker.json;

import static io.sluice.tracker.json.Field.constant;
import static io.sluice.tracker.json.Field.hex;
import static io.sluice.tracker.json.Field.integer;
import static io.sluice.tracker.json.Field.list;
import static io.sluice.tracker.json.Field.message;
import static io.sluice.tracker.json.Field.number;
import static io.sluice.tracker.json.Field.text;
import static io.sluice.tracker.json.Field.texts;

import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.Loss;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.TopicPatterns;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.OffsetRange;
import java.util.List;

/** The forms of the records that occur in more than one kind of file. */
public final class SharedForms {
  public static final RecordForm<Gap> GAP =
      RecordForm.of(
          Gap.class,
          constant("kind", Gap.Kind.class),
          number("start"),
          number("end"),
          number("count"));

  public static final RecordForm<KafkaPartition> KAFKA_PARTITION =
      RecordForm.of(KafkaPartition.class, text("topic"), integer("n").of("number"));

  public static final RecordForm<OffsetRange> RANGE =
      RecordForm.of(
          OffsetRange.class,
          Field.inline("kafkaPartition", KAFKA_PARTITION),
          number("start"),
          number("end"));

  public static final RecordForm<StagedFile> FILE =
      RecordForm.of(
          StagedFile.class,
          constant("kind", StagedFile.Kind.class),
          text("topic"),
          integer("fileGroup"),
          text("timePartition"),
          text("staged"),
          text("path"),
          number("length"),
          number("records"),
          hex("crc32c"),
          list("parts", Form.tuple(StagedFile.Part.class)));

  public static final RecordForm<TopicPatterns> PATTERNS =
      RecordForm.of(TopicPatterns.class, texts("topics"), text("regex"), text("excludeRegex"));

  /** Holds, which are carried until they are released. */
  public static final Field.Named<List<Hold>> HELD =
      list(
          "held",
          RecordForm.of(
                  StoredHold.class,
                  text("id"),
                  text("topic"),
                  integer("kafkaPartition"),
                  constant("cause", Hold.Cause.class),
                  message("message"),
                  number("since"),
                  number("sinceVersion"),
                  list("ranges", Form.tuple(Numbers.class)).orElse(List.of()),
                  message("suspended").orElse(""))
              .as(StoredHold::held, StoredHold::of));

  /** Losses, which are carried until they are acknowledged. */
  public static final Field.Named<List<Loss>> LOSSES =
      list(
          "losses",
          RecordForm.of(
              Loss.class,
              text("id"),
              text("topic"),
              integer("kafkaPartition"),
              integer("generation"),
              number("start"),
              number("end"),
              number("since"),
              number("sinceVersion")));

  private SharedForms() {}

  /** A hold whose ranges do not repeat its topic. */
  private record StoredHold(
      String id,
      String topic,
      int kafkaPartition,
      Hold.Cause cause,
      String message,
      long since,
      long sinceVersion,
      List<Numbers> ranges,
      String suspended) {
    static StoredHold of(Hold held) {
      return new StoredHold(
          held.id(),
          held.topic(),
          held.kafkaPartition(),
          held.cause(),
          held.message(),
          held.since(),
          held.sinceVersion(),
          held.ranges().stream().map(Numbers::of).toList(),
          held.suspended());
    }

    Hold held() {
      return new Hold(id, topic, kafkaPartition, cause, message, since, sinceVersion)
          .about(ranges.stream().map(each -> each.in(topic)).toList())
          .suspended(suspended);
    }
  }

  private record Numbers(int kafkaPartition, long start, long end) {
    static Numbers of(OffsetRange range) {
      return new Numbers(range.kafkaPartition().number(), range.start(), range.end());
    }

    OffsetRange in(String topic) {
      return new OffsetRange(new KafkaPartition(topic, kafkaPartition), start, end);
    }
  }
}
