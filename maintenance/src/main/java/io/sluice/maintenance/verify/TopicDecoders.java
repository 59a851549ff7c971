package io.sluice.maintenance.verify;

import io.sluice.records.api.Decoder;
import java.io.IOException;

/** Creates the decoder of a topic. */
@FunctionalInterface
public interface TopicDecoders {
  /** An open decoder. */
  Decoder open(String topic) throws IOException;
}
