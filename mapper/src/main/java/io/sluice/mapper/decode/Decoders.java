package io.sluice.mapper.decode;

import io.sluice.records.api.Decoder;
import java.io.IOException;
import java.util.Map;

/** Makes the decoder of a topic. */
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
    Decoder decoder = options.valueFormat().decoder(options, sources);
    decoder.open(topic, settings);
    return decoder;
  }
}
