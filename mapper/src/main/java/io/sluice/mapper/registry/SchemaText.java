package io.sluice.mapper.registry;

/**
 * A schema's text.
 *
 * @param type {@link #AVRO}, or another word of the registry's: {@code JSON}, {@code PROTOBUF}
 * @param text complete, including the types of other subjects to which it refers
 */
public record SchemaText(String type, String text) {
  public static final String AVRO = "AVRO";

  public boolean isAvro() {
    return type.equals(AVRO);
  }
}
