package io.sluice.tracker.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The JSON form of a record: an object with a field for each component, written in the order of the
 * form and read in any. A field that the form does not have is refused, and so is an object that
 * lacks one, unless the form says what stands for it.
 */
public final class RecordForm<R extends Record> implements Form<R>, JsonFile.Body<R> {
  /** Stands for the value of a field that must be there and was not read yet. */
  private static final Object MISSING = new Object();

  private static final int UNKNOWN = -1;

  private final Components<R> components;
  private final List<Field<?>> fields;
  private final int[] places;
  private final List<Field.Named<?>> named = new ArrayList<>();
  private final Map<String, Integer> indexes = new HashMap<>();
  private final Object[] absent;

  private RecordForm(Components<R> components, List<Field<?>> fields) {
    this.components = components;
    this.fields = fields;
    this.places = places(components, fields);
    fields.forEach(field -> named.addAll(field.named()));
    named.forEach(field -> indexes.put(field.name(), indexes.size()));
    this.absent =
        named.stream()
            .map(field -> field.absent().isPresent() ? field.absent().get() : MISSING)
            .toArray();
    if (indexes.size() < named.size()) {
      throw new IllegalArgumentException("A field of " + components.type() + " stands twice");
    }
  }

  /** The form with these fields, one for each component of the record. */
  public static <R extends Record> RecordForm<R> of(Class<R> type, Field<?>... fields) {
    return new RecordForm<>(new Components<>(type), List.of(fields));
  }

  private static int[] places(Components<?> components, List<Field<?>> fields) {
    List<String> names = components.names();
    List<String> mapped = fields.stream().<String>map(Field::component).toList();
    Set<String> all = new TreeSet<>(names);
    if (mapped.size() != names.size() || !all.equals(new TreeSet<>(mapped))) {
      throw new IllegalArgumentException(
          "Fields of "
              + mapped
              + " are not those of "
              + components.type()
              + ", which has "
              + names);
    }
    return mapped.stream().mapToInt(names::indexOf).toArray();
  }

  List<Field.Named<?>> named() {
    return named;
  }

  Class<R> type() {
    return components.type();
  }

  @Override
  public void write(JsonGenerator out, R record) throws IOException {
    out.writeStartObject();
    writeFields(out, record);
    out.writeEndObject();
  }

  @Override
  public void writeFields(JsonGenerator out, R record) throws IOException {
    for (int i = 0; i < places.length; i++) {
      write(out, fields.get(i), components.of(record, places[i]));
    }
  }

  @SuppressWarnings("unchecked") // The component has the type of its field.
  private static <T> void write(JsonGenerator out, Field<T> field, Object value)
      throws IOException {
    field.write(out, (T) value);
  }

  @Override
  public R read(JsonReader in) throws IOException {
    in.expectObject();
    return readFields(in);
  }

  @Override
  public R readFields(JsonReader in) throws IOException {
    return read(in, UNKNOWN);
  }

  /** Reads the fields up to the last one of the form, and none of those that follow it. */
  public R readFirst(JsonReader in) throws IOException {
    return read(in, named.size() - 1);
  }

  private R read(JsonReader in, int last) throws IOException {
    Object[] values = absent.clone();
    int index = UNKNOWN;
    while ((last == UNKNOWN || index != last) && in.nextField()) {
      index = index(in.name(), index + 1);
      if (index == UNKNOWN) {
        throw in.unknownField();
      }
      in.next();
      values[index] = named.get(index).form().read(in);
    }
    for (int i = 0; i < values.length; i++) {
      if (values[i] == MISSING) {
        throw in.missing(named.get(i).name());
      }
    }
    return build(values, 0);
  }

  /** The index of a field, which is the expected one where a file is as it was written. */
  private int index(String name, int expected) {
    return expected < named.size() && named.get(expected).name().equals(name)
        ? expected
        : indexes.getOrDefault(name, UNKNOWN);
  }

  R build(Object[] values, int from) {
    Object[] arguments = new Object[places.length];
    int next = from;
    for (int i = 0; i < places.length; i++) {
      Field<?> field = fields.get(i);
      arguments[places[i]] = field.component(values, next);
      next += field.named().size();
    }
    return components.build(arguments);
  }
}
