package io.sluice.tracker.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.tracker.message.ForeignText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The JSON form of the values of one type, in which they are written and read. */
public interface Form<T> {
  void write(JsonGenerator out, T value) throws IOException;

  /**
   * Reads one value.
   *
   * @param in stands on the first token of the value, and is left on the last
   */
  T read(JsonReader in) throws IOException;

  /** Reads what a form or a part of a file holds. */
  interface Reading<T> {
    T read(JsonReader in) throws IOException;
  }

  /** Writes what a form or a part of a file holds. */
  interface Writing<T> {
    void write(JsonGenerator out, T value) throws IOException;
  }

  static <T> Form<T> of(Reading<T> reading, Writing<T> writing) {
    return new Form<>() {
      @Override
      public void write(JsonGenerator out, T value) throws IOException {
        writing.write(out, value);
      }

      @Override
      public T read(JsonReader in) throws IOException {
        return reading.read(in);
      }
    };
  }

  Form<String> TEXT = of(JsonReader::text, JsonGenerator::writeString);

  /** Text that people read and that others may have worded. */
  Form<String> MESSAGE =
      of(JsonReader::text, (out, text) -> out.writeString(ForeignText.message(text)));

  Form<Integer> INTEGER = of(JsonReader::integer, (out, number) -> out.writeNumber(number));

  Form<Long> NUMBER = of(JsonReader::number, (out, number) -> out.writeNumber(number));

  Form<Double> DECIMAL = of(JsonReader::decimal, (out, number) -> out.writeNumber(number));

  /** The 32 bits of a checksum, as eight hexadecimal digits. */
  Form<Integer> HEX =
      of(
          in -> HexFormat.fromHexDigits(in.text()),
          (out, bits) -> out.writeString(HexFormat.of().toHexDigits(bits)));

  /** An object of texts, whatever their names. */
  Form<Map<String, String>> TEXTS =
      of(
          in -> {
            in.expectObject();
            Map<String, String> texts = new TreeMap<>();
            while (in.nextField()) {
              String name = in.name();
              in.next();
              texts.put(name, in.text());
            }
            return texts;
          },
          (out, texts) -> {
            out.writeStartObject();
            for (Map.Entry<String, String> text : texts.entrySet()) {
              out.writeStringField(text.getKey(), text.getValue());
            }
            out.writeEndObject();
          });

  /** A constant, in lower case with hyphens. */
  static <E extends Enum<E>> Form<E> constant(Class<E> type) {
    Map<String, E> constants =
        Stream.of(type.getEnumConstants())
            .collect(Collectors.toMap(Form::nameOf, Function.identity()));
    return of(
        in -> {
          E constant = constants.get(in.text());
          if (constant == null) {
            throw in.newer(in.name() + " '" + in.text() + "'");
          }
          return constant;
        },
        (out, constant) -> out.writeString(nameOf(constant)));
  }

  private static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static <T> Form<List<T>> list(Form<T> element) {
    return of(
        in -> {
          in.expectList();
          List<T> list = new ArrayList<>();
          while (in.nextElement()) {
            list.add(element.read(in));
          }
          return list;
        },
        (out, list) -> {
          out.writeStartArray();
          for (T each : list) {
            element.write(out, each);
          }
          out.writeEndArray();
        });
  }

  /**
   * A map, as the list of its entries. No key may stand twice.
   *
   * @param entry form of one entry
   * @param join makes the entry of a key and its value
   */
  static <K, V, E> Form<Map<K, V>> map(
      Form<E> entry, Function<E, K> key, Function<E, V> value, BiFunction<K, V, E> join) {
    return list(entry)
        .as(
            list -> list.stream().collect(Collectors.toMap(key, value)),
            map ->
                map.entrySet().stream()
                    .map(each -> join.apply(each.getKey(), each.getValue()))
                    .toList());
  }

  /** A record of whole numbers: a list of them, in the order of the record. */
  static <R extends Record> Form<R> tuple(Class<R> type) {
    return new TupleForm<>(type);
  }

  /** Values that know their key, as a list. */
  static <K, V> Form<Map<K, V>> byKey(Form<V> form, Function<V, K> key) {
    return map(form, key, Function.identity(), (name, value) -> value);
  }

  /** The same form for values of another type. */
  default <U> Form<U> as(Function<T, U> from, Function<U, T> into) {
    return of(in -> from.apply(read(in)), (out, value) -> write(out, into.apply(value)));
  }
}
