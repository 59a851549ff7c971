package io.sluice.mapper.decode;

import io.sluice.mapper.registry.TopicSchemas.Unasked;
import io.sluice.records.api.Decoder;
import java.io.IOException;
import java.util.Map;

/** Makes the decoders of one task, one for each of its topics. */
public final class Decoders {
  private final SchemaSources sources;

  public Decoders(SchemaSources sources) {
    this.sources = sources;
  }

  /**
   * A decoder that is open for a topic.
   *
   * @param settings of the ingestion as they hold for this topic, for a decoder of a user's own
   * @throws IOException if something that it needs cannot be reached
   * @throws IllegalArgumentException if a setting is wrong
   */
  public Decoder open(DecoderOptions options, String topic, Map<String, String> settings)
      throws IOException {
    return open(options, topic, settings, Unasked.WAITS);
  }

  /**
   * The same for a topic whose bad records may be accepted.
   *
   * @param unasked what becomes of records whose schema nobody asks for any more
   */
  public Decoder open(
      DecoderOptions options, String topic, Map<String, String> settings, Unasked unasked)
      throws IOException {
    Decoder decoder = options.valueFormat().decoder(options, sources.where(unasked));
    decoder.open(topic, settings);
    return decoder;
  }
}
