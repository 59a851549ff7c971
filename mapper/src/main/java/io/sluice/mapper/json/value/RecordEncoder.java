package io.sluice.mapper.json.value;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.mapper.avro.AvroBuffer;
import io.sluice.mapper.json.value.JsonRules.UnknownFields;
import io.sluice.records.api.BadRecordException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A record. Its fields are written as they come; where that is not the schema's order, or one is
 * missing, they are put in order afterwards.
 */
final class RecordEncoder implements ValueEncoder {

  /**
   * One field of the schema.
   *
   * @param names its name and its aliases
   * @param absent what a missing one is, in Avro's binary form; one element at most
   */
  record Field(List<String> names, ValueEncoder encoder, List<byte[]> absent) {
    String name() {
      return names.get(0);
    }
  }

  /**
   * A field by one of its names.
   *
   * @param name 0 for its own, then its aliases
   */
  private record Known(int field, int name) {}

  private final String where;
  private final UnknownFields unknownFields;
  private final Map<String, Known> byName = new HashMap<>();
  private Field[] fields = {};

  RecordEncoder(String where, UnknownFields unknownFields) {
    this.where = where;
    this.unknownFields = unknownFields;
  }

  /** To be called once. Apart from the constructor, since a record may hold itself. */
  void complete(List<Field> all) {
    fields = all.toArray(Field[]::new);
    for (int i = 0; i < fields.length; i++) {
      byName.put(fields[i].name(), new Known(i, 0));
    }
    for (int i = 0; i < fields.length; i++) {
      for (int name = 1; name < fields[i].names().size(); name++) {
        byName.putIfAbsent(fields[i].names().get(name), new Known(i, name));
      }
    }
  }

  @Override
  public boolean takes(JsonToken first) {
    return first == JsonToken.START_OBJECT;
  }

  @Override
  public int rank(JsonToken first) {
    return 0;
  }

  @Override
  public void encode(JsonInput in, AvroBuffer out) throws BadRecordException, IOException {
    TypeMismatch.token(in, JsonToken.START_OBJECT, where, "an object");
    JsonParser parser = in.parser();
    ReadState state = in.state();
    state.enterRecord(where);
    int frame = state.push(fields.length);
    int begin = out.length();
    int next = 0;
    boolean inOrder = true;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      Known known = isNext(name, next) ? null : byName.get(name);
      int index = known == null ? next : known.field();
      int byAlias = known == null ? 0 : known.name();
      boolean wanted = known != null || isNext(name, next);
      if (!wanted) {
        refuseUnknown(name);
      } else if (state.isSet(frame, index)) {
        wanted = isBetter(byAlias, state.name(frame, index), fields[index]);
        inOrder = false;
      }
      parser.nextToken();
      if (!wanted) {
        state.lose(ConversionLoss.DROPPED);
        parser.skipChildren();
        continue;
      }
      if (byAlias > 0) {
        state.lose(ConversionLoss.ALIAS);
      }
      int start = out.length();
      fields[index].encoder().encode(in, out);
      state.set(frame, index, byAlias, start, out.length() - start);
      inOrder &= index == next;
      next = index + 1;
    }
    if (!inOrder || next < fields.length) {
      order(state, frame, begin, out);
    }
    state.popTo(frame);
    state.leaveRecord();
  }

  private boolean isNext(String name, int next) {
    return next < fields.length && fields[next].name().equals(name);
  }

  private void refuseUnknown(String name) throws BadRecordException {
    if (unknownFields == UnknownFields.QUARANTINE) {
      throw new BadRecordException(
          "json-unknown-field",
          where
              + " has a field that the schema does not have: "
              + TypeMismatch.shortened(name)
              + ". Add it to schema.file, or set json.unknown.fields=drop.");
    }
  }

  /**
   * Whether a field that is there already is to be taken from this name instead: its own name goes
   * before its aliases, and these in their order, wherever they stand in the text. What is not
   * taken is dropped, so both are there only where fields may be dropped.
   */
  private boolean isBetter(int name, int given, Field field) throws BadRecordException {
    if (name == given || unknownFields == UnknownFields.QUARANTINE) {
      throw new BadRecordException(
          "json-duplicate-field",
          where
              + " has the field "
              + field.name()
              + " twice"
              + (name == given
                  ? "."
                  : ", as "
                      + field.names().get(given)
                      + " and as "
                      + field.names().get(name)
                      + "."));
    }
    return name < given;
  }

  private void order(ReadState state, int frame, int begin, AvroBuffer out)
      throws BadRecordException {
    int end = out.length();
    for (int i = 0; i < fields.length; i++) {
      if (state.isSet(frame, i)) {
        out.repeat(state.start(frame, i), state.length(frame, i));
      } else if (fields[i].absent().isEmpty()) {
        throw new BadRecordException(
            "json-missing-field",
            where
                + " has no field "
                + fields[i].name()
                + ", which has no default and cannot be null.");
      } else {
        byte[] absent = fields[i].absent().get(0);
        out.writeRaw(absent, 0, absent.length);
      }
    }
    out.remove(begin, end);
  }
}
