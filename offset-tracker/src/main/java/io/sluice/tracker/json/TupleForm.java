package io.sluice.tracker.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** The JSON form of a record of whole numbers: a list of them, in the order of the record. */
final class TupleForm<R extends Record> implements Form<R> {
  private final Components<R> components;
  private final Class<?>[] types;

  TupleForm(Class<R> type) {
    this.components = new Components<>(type);
    this.types = components.types().toArray(Class<?>[]::new);
  }

  @Override
  public void write(JsonGenerator out, R record) throws IOException {
    out.writeStartArray();
    for (int i = 0; i < types.length; i++) {
      out.writeNumber(((Number) components.of(record, i)).longValue());
    }
    out.writeEndArray();
  }

  @Override
  public R read(JsonReader in) throws IOException {
    in.expectList();
    Object[] values = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      in.next();
      values[i] = types[i] == int.class ? (Object) in.integer() : (Object) in.number();
    }
    in.next();
    in.expectListEnd();
    return components.build(values);
  }
}
