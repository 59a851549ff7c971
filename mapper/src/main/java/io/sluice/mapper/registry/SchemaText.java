package io.sluice.mapper.registry;

/**
 * A schema's text.
 *
 * @param type {@link #AVRO}, or another word of the registry's: {@code JSON}, {@code PROTOBUF}
 * @param text whole: what it refers to in other subjects is part of it
 */
public record SchemaText(String type, String text) {
  public static final String AVRO = "AVRO";

  public boolean isAvro() {
    return type.equals(AVRO);
  }
}
