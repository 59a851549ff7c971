package io.sluice.mapper.decode;

import io.sluice.records.api.DecodedBody;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Keeps what decoders return. */
final class Taken {
  final List<String> schemas = new ArrayList<>();
  final List<String> ids = new ArrayList<>();
  final List<byte[]> bodies = new ArrayList<>();

  void take(DecodedBody decoded) {
    schemas.add(decoded.schema());
    ids.add(decoded.schemaId());
    ByteBuffer body = decoded.bytes();
    byte[] copy = new byte[body.remaining()];
    body.get(body.position(), copy);
    bodies.add(copy);
  }
}
