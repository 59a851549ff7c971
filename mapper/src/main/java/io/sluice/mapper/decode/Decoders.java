package io.sluice.mapper.decode;

import io.sluice.mapper.registry.RegistrySchemas;
import io.sluice.mapper.registry.TopicSchemas;
import io.sluice.records.api.Decoder;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;

/** Makes the decoder of a topic. */
public final class Decoders {
  private final RegistrySchemas registry;
  private final SchemaFiles files;
  private final ClassLoader classes;

  /**
   * @param classes where users' decoders are looked for
   */
  public Decoders(RegistrySchemas registry, SchemaFiles files, ClassLoader classes) {
    this.registry = registry;
    this.files = files;
    this.classes = classes;
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
    Decoder decoder =
        switch (options.valueFormat()) {
          case Formats.CONFLUENT_AVRO -> new ConfluentAvroDecoder(new TopicSchemas(registry));
          case Formats.AVRO -> new AvroDecoder(schema(options));
          case Formats.JSON -> new JsonDecoder(schema(options), options.jsonRules());
          case Formats.STRING -> PlainDecoder.STRING.decoder();
          case Formats.BYTES -> PlainDecoder.BYTES.decoder();
          case Formats.NONE -> PlainDecoder.NONE.decoder();
          default -> ofClass(options.valueFormat());
        };
    decoder.open(topic, settings);
    return decoder;
  }

  private String schema(DecoderOptions options) throws IOException {
    return files.text(
        options
            .schemaFile()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Cannot decode value.format="
                            + options.valueFormat()
                            + ": it carries no schema. Set schema.file.")));
  }

  private Decoder ofClass(String name) {
    try {
      // Nothing of it runs before it is known to be a decoder.
      return Class.forName(name, false, classes)
          .asSubclass(Decoder.class)
          .getConstructor()
          .newInstance();
    } catch (InvocationTargetException e) {
      throw unusable(name, "its constructor failed: " + e.getCause(), e);
    } catch (ClassNotFoundException e) {
      throw unusable(name, "there is no such class. Pass its jar with -libjars", e);
    } catch (ClassCastException e) {
      throw unusable(name, "it does not implement " + Decoder.class.getName(), e);
    } catch (ReflectiveOperationException e) {
      throw unusable(name, "it has no public constructor without arguments (" + e + ")", e);
    }
  }

  private static IllegalArgumentException unusable(String name, String why, Exception cause) {
    return new IllegalArgumentException(
        "Cannot use value.format=" + name + ": " + why + ".", cause);
  }
}
