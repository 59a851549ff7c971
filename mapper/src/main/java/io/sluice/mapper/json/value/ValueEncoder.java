package io.sluice.mapper.json.value;

import com.fasterxml.jackson.core.JsonToken;
import io.sluice.mapper.avro.AvroBuffer;
import io.sluice.records.api.BadRecordException;
import java.io.IOException;

/** Writes JSON values of one Avro type. */
public interface ValueEncoder {

  /** Whether a value that begins so may be one of this type, for choosing a union's branch. */
  boolean takes(JsonToken first);

  /** Of several branches that take a value the one with the lowest rank is tried first. */
  int rank(JsonToken first);

  /**
   * Writes the value whose first token the input stands at; it stands at the last one afterwards.
   *
   * @throws BadRecordException if the value is none of this type. A value of one token is still
   *     there to be read as another type then; what was written of it has to be cut off
   */
  void encode(JsonInput in, AvroBuffer out) throws BadRecordException, IOException;
}
