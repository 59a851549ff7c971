package io.sluice.maintenance.verify;

import io.sluice.records.api.Decoder;
import java.io.IOException;

/** Makes the decoder with which a topic is ingested. */
@FunctionalInterface
public interface TopicDecoders {
  /** A decoder that is open. */
  Decoder open(String topic) throws IOException;
}
