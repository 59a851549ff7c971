package io.sluice.mapper.decode;

import io.sluice.records.api.Coordinates;
import io.sluice.records.api.DecodedBody;
import io.sluice.records.api.Decoder;
import java.nio.ByteBuffer;
import java.util.Map;

/** Stands for a decoder of a user's own. */
public final class UpperCase implements Decoder {
  private String topic = "";

  @Override
  public void open(String ofTopic, Map<String, String> settings) {
    topic = ofTopic + settings;
  }

  @Override
  public DecodedBody decode(Coordinates at, ByteBuffer value) {
    return DecodedBody.of(topic, value);
  }
}
