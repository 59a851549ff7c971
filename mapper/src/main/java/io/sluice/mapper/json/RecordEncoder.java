package io.sluice.mapper.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.mapper.avro.AvroBuffer;
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

  private final String where;
  private final UnknownFields unknownFields;
  private final Map<String, Integer> byName = new HashMap<>();
  private Field[] fields = {};

  RecordEncoder(String where, UnknownFields unknownFields) {
    this.where = where;
    this.unknownFields = unknownFields;
  }

  /** To be called once. Apart from the constructor, since a record may hold itself. */
  void complete(List<Field> all) {
    fields = all.toArray(Field[]::new);
    for (int i = 0; i < fields.length; i++) {
      for (String name : fields[i].names()) {
        byName.putIfAbsent(name, i);
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
    Expected.token(in, JsonToken.START_OBJECT, where, "an object");
    JsonParser parser = in.parser();
    ReadState state = in.state();
    int frame = state.push(fields.length);
    int begin = out.length();
    int next = 0;
    boolean inOrder = true;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      int index = indexOf(parser.currentName(), next);
      parser.nextToken();
      if (index < 0) {
        parser.skipChildren();
        continue;
      }
      if (state.isSet(frame, index)) {
        throw new BadRecordException(
            "json-duplicate-field", where + " has the field " + fields[index].name() + " twice.");
      }
      int start = out.length();
      fields[index].encoder().encode(in, out);
      state.set(frame, index, start, out.length() - start);
      inOrder &= index == next;
      next = index + 1;
    }
    if (!inOrder || next < fields.length) {
      order(state, frame, begin, out);
    }
    state.popTo(frame);
  }

  /** Index of the field of this name, -1 if it is to be passed over. */
  private int indexOf(String name, int next) throws BadRecordException {
    if (next < fields.length && fields[next].name().equals(name)) {
      return next;
    }
    Integer index = byName.get(name);
    if (index != null) {
      return index;
    }
    if (unknownFields == UnknownFields.QUARANTINE) {
      throw new BadRecordException(
          "json-unknown-field",
          where
              + " has a field that the schema does not have: "
              + Expected.shortened(name)
              + ". Add it to schema.file, or set json.unknown.fields=drop.");
    }
    return -1;
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
