package io.sluice.tracker.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A component of a record in the record's {@linkplain RecordForm form}. */
public abstract sealed class Field<T> {
  private final String component;

  private Field(String component) {
    this.component = component;
  }

  public static Named<String> text(String name) {
    return value(name, Form.TEXT);
  }

  /** Text that people read and that others may have worded. */
  public static Named<String> message(String name) {
    return value(name, Form.MESSAGE);
  }

  public static Named<Integer> integer(String name) {
    return value(name, Form.INTEGER);
  }

  public static Named<Long> number(String name) {
    return value(name, Form.NUMBER);
  }

  public static Named<Double> decimal(String name) {
    return value(name, Form.DECIMAL);
  }

  /** The 32 bits of a checksum. */
  public static Named<Integer> hex(String name) {
    return value(name, Form.HEX);
  }

  public static <E extends Enum<E>> Named<E> constant(String name, Class<E> type) {
    return value(name, Form.constant(type));
  }

  public static Named<List<String>> texts(String name) {
    return list(name, Form.TEXT);
  }

  /** Texts by their names, left out where there are none. */
  public static Named<Map<String, String>> named(String name) {
    return value(name, Form.TEXTS).orElse(Map.of());
  }

  public static <E> Named<List<E>> list(String name, Form<E> element) {
    return value(name, Form.list(element));
  }

  /** A value that is left out where there is none. */
  public static <V> Named<Optional<V>> optional(String name, Form<V> form) {
    return value(name, form.as(Optional::of, Optional::orElseThrow)).orElse(Optional.empty());
  }

  /** Any value; its component has the same name, unless {@link Named#of} says another. */
  public static <V> Named<V> value(String name, Form<V> form) {
    return new Named<>(name, name, form, Optional.empty());
  }

  /** The fields of a component that is a record, as if they were the outer record's own. */
  public static <R extends Record> Field<R> inline(String component, RecordForm<R> form) {
    return new Inlined<>(component, form);
  }

  String component() {
    return component;
  }

  /** The fields that it has in JSON. */
  abstract List<Named<?>> named();

  abstract void write(JsonGenerator out, T value) throws IOException;

  /** The component, of the values that were read for {@link #named}, the first at {@code from}. */
  abstract Object component(Object[] values, int from);

  /** A component that is one field. */
  public static final class Named<T> extends Field<T> {
    private final SerializableString name;
    private final Form<T> form;
    private final Optional<T> absent;

    private Named(String name, String component, Form<T> form, Optional<T> absent) {
      super(component);
      this.name = new SerializedString(name);
      this.form = form;
      this.absent = absent;
    }

    /** The same field of a component with another name. */
    public Named<T> of(String component) {
      return new Named<>(name(), component, form, absent);
    }

    /** The same field, left out where it has this value. */
    public Named<T> orElse(T value) {
      return new Named<>(name(), component(), form, Optional.of(value));
    }

    String name() {
      return name.getValue();
    }

    Form<T> form() {
      return form;
    }

    Optional<T> absent() {
      return absent;
    }

    @Override
    List<Named<?>> named() {
      return List.of(this);
    }

    @Override
    public void write(JsonGenerator out, T value) throws IOException {
      if (absent.isEmpty() || !absent.get().equals(value)) {
        out.writeFieldName(name);
        form.write(out, value);
      }
    }

    @Override
    Object component(Object[] values, int from) {
      return values[from];
    }
  }

  private static final class Inlined<R extends Record> extends Field<R> {
    private final RecordForm<R> form;

    private Inlined(String component, RecordForm<R> form) {
      super(component);
      this.form = form;
    }

    @Override
    List<Named<?>> named() {
      return form.named();
    }

    @Override
    void write(JsonGenerator out, R value) throws IOException {
      form.writeFields(out, value);
    }

    @Override
    Object component(Object[] values, int from) {
      return form.build(values, from);
    }
  }
}
