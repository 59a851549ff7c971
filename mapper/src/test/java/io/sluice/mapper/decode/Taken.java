package io.sluice.mapper.decode;

import io.sluice.records.api.Decoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A sink that keeps the values of decoders. */
final class Taken implements Decoder.Sink {
  final List<String> schemas = new ArrayList<>();
  final List<String> ids = new ArrayList<>();
  final List<byte[]> bodies = new ArrayList<>();

  @Override
  public void accept(String schema, String schemaId, ByteBuffer body) {
    schemas.add(schema);
    ids.add(schemaId);
    byte[] copy = new byte[body.remaining()];
    body.get(body.position(), copy);
    bodies.add(copy);
  }
}
