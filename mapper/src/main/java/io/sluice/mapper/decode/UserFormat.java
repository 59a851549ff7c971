package io.sluice.mapper.decode;

import io.sluice.records.api.Decoder;
import java.lang.reflect.InvocationTargetException;

/**
 * A decoder of a user's own.
 *
 * @param name of its class
 */
record UserFormat(String name) implements ValueFormat {
  @Override
  public boolean hasLines() {
    return true;
  }

  @Override
  public SchemaFile schemaFile() {
    return SchemaFile.ALLOWED;
  }

  @Override
  public Decoder decoder(DecoderOptions options, SchemaSources sources) {
    try {
      // Nothing of it runs before it is known to be a decoder.
      return Class.forName(name, false, sources.classes())
          .asSubclass(Decoder.class)
          .getConstructor()
          .newInstance();
    } catch (InvocationTargetException e) {
      throw unusable("its constructor failed: " + e.getCause(), e);
    } catch (ClassNotFoundException e) {
      throw unusable("there is no such class. Pass its jar with -libjars", e);
    } catch (ClassCastException e) {
      throw unusable("it does not implement " + Decoder.class.getName(), e);
    } catch (ReflectiveOperationException e) {
      throw unusable("it has no public constructor without arguments (" + e + ")", e);
    }
  }

  private IllegalArgumentException unusable(String why, Exception cause) {
    return new IllegalArgumentException(
        "Cannot use value.format=" + name + ": " + why + ".", cause);
  }
}
