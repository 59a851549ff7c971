package io.sluice.mapper.decode;

import java.util.List;
import java.util.Set;

/** Words of {@code value.format}. */
public final class Formats {
  /** Confluent's wire format: a zero byte, the schema's id in the registry, Avro binary. */
  public static final String CONFLUENT_AVRO = "confluent-avro";

  /** Avro binary of the schema in {@code schema.file}. */
  public static final String AVRO = "avro";

  /** JSON texts, led by the Avro schema in {@code schema.file}. */
  public static final String JSON = "json";

  /** Text in UTF-8. */
  public static final String STRING = "string";

  /** Bytes as they are. */
  public static final String BYTES = "bytes";

  /** Values are not looked at. */
  public static final String NONE = "none";

  static final List<String> ALL = List.of(CONFLUENT_AVRO, AVRO, JSON, STRING, BYTES, NONE);
  static final Set<String> CARRY_A_SCHEMA = Set.of(CONFLUENT_AVRO, STRING, BYTES, NONE);

  private Formats() {}
}
