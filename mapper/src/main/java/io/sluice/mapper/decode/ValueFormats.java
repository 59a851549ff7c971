package io.sluice.mapper.decode;

import io.sluice.options.Type;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The formats of values. */
final class ValueFormats {
  /** All of them but users' classes; a new one is added here. */
  static final List<ValueFormat> ALL =
      List.of(
          new ConfluentAvroFormat(),
          new AvroBinaryFormat(),
          new JsonFormat(),
          PlainFormat.STRING,
          PlainFormat.BYTES,
          PlainFormat.NONE);

  static final String NAMES = ALL.stream().map(ValueFormat::name).collect(Collectors.joining(", "));

  private static final String CHOICE = NAMES + ", or the name of a class with its package";

  static final Type<ValueFormat> TYPE =
      Type.of(
          Type.STRING.name() + ", " + CHOICE,
          PlainFormat.STRING.name(),
          ValueFormats::named,
          ValueFormat::name);

  private static final Pattern CLASS = Pattern.compile("[\\p{Alpha}_$][\\w$]*(\\.[\\w$]+)+");

  private ValueFormats() {}

  private static ValueFormat named(String name) {
    for (ValueFormat each : ALL) {
      if (each.name().equals(name)) {
        return each;
      }
    }
    if (CLASS.matcher(name).matches()) {
      return new UserFormat(name);
    }
    throw new IllegalArgumentException("must be " + CHOICE);
  }
}
