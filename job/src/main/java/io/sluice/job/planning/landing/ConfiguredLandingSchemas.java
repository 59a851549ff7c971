package io.sluice.job.planning.landing;

import io.sluice.job.planning.LandingSchemas;
import io.sluice.mapper.decode.DecoderOptions;
import io.sluice.mapper.decode.ValueSchemas;
import io.sluice.mapper.registry.RegistryException;
import io.sluice.records.LenientSchemas;
import io.sluice.records.landing.LandingAnswer;
import io.sluice.records.landing.LandingRules;
import io.sluice.records.landing.LandingSchema;
import io.sluice.records.landing.ValueVersions;
import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.message.FirstLine;
import io.sluice.tracker.message.ForeignText;
import io.sluice.tracker.message.Log;
import io.sluice.writers.TopicLayout;
import io.sluice.writers.time.TimestampFields;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Landing schemas by the configuration: from the registry's newest schema, a schema file, or a
 * plain value, merged with what has landed before.
 */
public final class ConfiguredLandingSchemas implements LandingSchemas {
  private static final Log LOG = Log.of(ConfiguredLandingSchemas.class);

  private final Supplier<ValueSchemas> values;
  private final Function<String, DecoderOptions> decoders;
  private final Function<String, LandingRules> rules;
  private final Function<String, TimestampFields> timestampFields;
  private final Function<String, TopicLayout> layouts;
  private final Landed landed;

  /**
   * Connects the parts.
   *
   * @param values created once for each plan, and used by several threads
   * @param decoders the value format of a topic
   * @param rules the landing rules of a topic
   * @param timestampFields the fields with the time of a topic's records
   * @param layouts the layout of a topic's files
   */
  public ConfiguredLandingSchemas(
      Supplier<ValueSchemas> values,
      Function<String, DecoderOptions> decoders,
      Function<String, LandingRules> rules,
      Function<String, TimestampFields> timestampFields,
      Function<String, TopicLayout> layouts,
      Landed landed) {
    this.values = values;
    this.decoders = decoders;
    this.rules = rules;
    this.timestampFields = timestampFields;
    this.layouts = layouts;
    this.landed = landed;
  }

  @Override
  public Map<String, Landing> fix(Map<String, String> landedBefore) throws IOException {
    ValueSchemas schemas = values.get();
    return InParallel.ask(
        landedBefore.keySet(), topic -> fix(topic, landedBefore.getOrDefault(topic, ""), schemas));
  }

  @Override
  public LayoutAnswer layout(String topic, Map<String, String> landedLast) {
    TopicLayout layout = layouts.apply(topic);
    TopicLayout.Change change = layout.since(landedLast);
    return new LayoutAnswer(layout.settings(), change.splitting(), change.others());
  }

  /**
   * Answers for one topic. A refusal of the registry for one topic does not predict the next one.
   */
  private Landing fix(String topic, String fingerprint, ValueSchemas schemas) throws IOException {
    Optional<String> before;
    try {
      before = fingerprint.isEmpty() ? Optional.empty() : landed.schema(fingerprint);
    } catch (UnreadableStateException e) {
      return new Unfit(
          "Cannot land topic '%s': the schema that it landed with cannot be used. %s If it is gone for good, land with the schema of now, which is compared with nothing then: holds --release %s --as accept-change --reason TEXT --execute"
              .formatted(
                  topic, e.getMessage(), Hold.idOf(topic, Hold.WHOLE_TOPIC, Hold.Cause.SCHEMA)));
    }
    if (!fingerprint.isEmpty() && before.isEmpty()) {
      return new Unfit(
          "Cannot land topic '%s': the schema that it landed with, %s, is not in the state directory. Put schemas/%s.avsc back there. If it is gone for good, land with the schema of now, which is compared with nothing then: holds --release %s --as accept-change --reason TEXT --execute"
              .formatted(
                  topic,
                  fingerprint,
                  fingerprint,
                  Hold.idOf(topic, Hold.WHOLE_TOPIC, Hold.Cause.SCHEMA)));
    }
    ValueSchemas.Answer newest;
    try {
      newest = schemas.versions(decoders.apply(topic), topic, merged(before));
    } catch (RegistryException e) {
      String why =
          "Cannot read topic %s, since its schema is not known: %s"
              .formatted(topic, e.getMessage());
      return e.prospect() == RegistryException.Prospect.LASTING
          ? new Blocked(why)
          : new NotNow(why + " The next run asks again.");
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      return new Unfit("Cannot land topic '%s': %s".formatted(topic, FirstLine.said(e)));
    }
    try {
      return fix(topic, newest, before);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.warn("No landing schema: topic={}", topic, e);
      return new Unfit(
          "Cannot land topic '%s': its landing schema cannot be made (%s). Correct its schema, or leave it out by topics.exclude.regex."
              .formatted(topic, ForeignText.line(e.toString())));
    }
  }

  private Landing fix(String topic, ValueSchemas.Answer newest, Optional<String> before) {
    if (newest instanceof ValueSchemas.Unknown unknown) {
      return new Unfit(unknown.problem());
    }
    return newest instanceof ValueSchemas.Known text
        ? fixNewest(topic, text, before)
        : new Unfit("Cannot land topic '%s': nothing says what its values are.".formatted(topic));
  }

  /** The version of its subject up to which the landed schema contains all versions. */
  private static String merged(Optional<String> landed) {
    try {
      return landed.map(LandingSchema::parse).flatMap(LandingSchema::versions).orElse("");
    } catch (AvroRuntimeException e) {
      return "";
    }
  }

  private Landing fixNewest(String topic, ValueSchemas.Known values, Optional<String> before) {
    LandingRules topicRules = rules.apply(topic);
    ValueVersions versions;
    LandingAnswer answer;
    try {
      versions =
          new ValueVersions(
              values.earlier().stream()
                  .map(ConfiguredLandingSchemas::parsed)
                  .flatMap(Optional::stream)
                  .toList(),
              LenientSchemas.parse(values.text()),
              values.upTo());
      answer =
          before
              .map(text -> topicRules.next(topic, versions, text))
              .orElseGet(() -> topicRules.first(topic, versions));
    } catch (AvroRuntimeException e) {
      return new Unfit(
          "Cannot land topic '%s': its newest schema is none that Avro reads: %s. Correct it in the registry or in schema.file."
              .formatted(topic, message(e)));
    }
    if (answer instanceof LandingAnswer.Fixed fixed) {
      LandingSchema schema = fixed.schema();
      Optional<String> noTime =
          timestampFields.apply(topic).problem(versions.newest(), schema.schema());
      if (noTime.isPresent()) {
        return new Unfit("Cannot land topic '%s': %s".formatted(topic, noTime.get()));
      }
      return new Fixed(schema.text(), schema.fingerprint(), fixed.notes());
    }
    List<String> problems =
        answer instanceof LandingAnswer.Refused refused ? refused.problems() : List.of();
    return new Unfit(String.join(" ", problems));
  }

  /** The message without the source location and the class name that a JSON parser adds. */
  private static String message(AvroRuntimeException e) {
    return FirstLine.of(String.valueOf(e.getMessage()))
        .replaceFirst("^([a-zA-Z]\\w*\\.)+\\w*Exception: ", "");
  }

  /** An earlier version that cannot be parsed has no readable records. */
  private static Optional<Schema> parsed(String text) {
    try {
      return Optional.of(LenientSchemas.parse(text));
    } catch (AvroRuntimeException e) {
      return Optional.empty();
    }
  }

  /** The texts of the landed schemas. */
  public interface Landed {
    Optional<String> schema(String fingerprint) throws IOException;
  }
}
