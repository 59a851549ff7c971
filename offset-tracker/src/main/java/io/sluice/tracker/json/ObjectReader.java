package io.sluice.tracker.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.tracker.message.ForeignText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the fields of one JSON object, in whatever order they stand, without keeping it. After each
 * {@link #next} exactly one value method must be called.
 */
public final class ObjectReader {
  /** Characters of a name or constant in a message. */
  private static final int WHAT = 200;

  private final JsonParser json;
  private final String path;
  private final Set<String> seen = new HashSet<>();
  private String name = "";

  /**
   * Begins to read an object.
   *
   * @param json stands on the object's start
   * @param path for messages
   */
  ObjectReader(JsonParser json, String path) throws IOException {
    this.json = json;
    this.path = path;
    expect(json.currentToken(), JsonToken.START_OBJECT);
  }

  /** Goes on to the next field, and past the object's end if there is none. */
  public boolean next() throws IOException {
    if (json.nextToken() == JsonToken.END_OBJECT) {
      return false;
    }
    name = json.currentName();
    seen.add(name);
    return true;
  }

  public String name() {
    return name;
  }

  public String string() throws IOException {
    expect(json.nextToken(), JsonToken.VALUE_STRING);
    return json.getText();
  }

  public long longValue() throws IOException {
    expect(json.nextToken(), JsonToken.VALUE_NUMBER_INT);
    return json.getLongValue();
  }

  public int intValue() throws IOException {
    expect(json.nextToken(), JsonToken.VALUE_NUMBER_INT);
    return json.getIntValue();
  }

  public double doubleValue() throws IOException {
    if (json.nextToken() != JsonToken.VALUE_NUMBER_INT) {
      expect(json.currentToken(), JsonToken.VALUE_NUMBER_FLOAT);
    }
    return json.getDoubleValue();
  }

  /** A constant, written in lower case with hyphens. */
  public <E extends Enum<E>> E constant(Class<E> type) throws IOException {
    String text = string();
    for (E constant : type.getEnumConstants()) {
      if (constantName(constant).equals(text)) {
        return constant;
      }
    }
    throw newer(name + " '" + text + "'");
  }

  static String constantName(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The value is an object. */
  public ObjectReader object() throws IOException {
    json.nextToken();
    return new ObjectReader(json, path);
  }

  /** The value is a list of objects. */
  public <T> List<T> objects(JsonFile.Parser<T> element) throws IOException {
    expect(json.nextToken(), JsonToken.START_ARRAY);
    List<T> list = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      list.add(element.read(new ObjectReader(json, path)));
    }
    return list;
  }

  public List<String> strings() throws IOException {
    expect(json.nextToken(), JsonToken.START_ARRAY);
    List<String> list = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json.currentToken(), JsonToken.VALUE_STRING);
      list.add(json.getText());
    }
    return list;
  }

  /** Makes something of a few numbers. */
  public interface Tuple<T> {
    T of(long[] numbers);
  }

  /** The value is a list of lists of {@code count} numbers each. */
  public <T> List<T> tuples(int count, Tuple<T> tuple) throws IOException {
    expect(json.nextToken(), JsonToken.START_ARRAY);
    List<T> list = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json.currentToken(), JsonToken.START_ARRAY);
      long[] numbers = new long[count];
      for (int i = 0; i < count; i++) {
        expect(json.nextToken(), JsonToken.VALUE_NUMBER_INT);
        numbers[i] = json.getLongValue();
      }
      expect(json.nextToken(), JsonToken.END_ARRAY);
      list.add(tuple.of(numbers));
    }
    return list;
  }

  /** The exception for a field that the reader does not know, to be thrown by the caller. */
  public UnreadableStateException unknownField() {
    return newer("field '" + name + "'");
  }

  /** The exception for a value that the reader does not know, likewise. */
  public UnreadableStateException newer(String what) {
    return new UnreadableStateException(
        "Cannot read "
            + path
            + ": "
            + ForeignText.line(what, WHAT)
            + " is not known to this Sluice. Use the Sluice that wrote it, or a newer one.");
  }

  /**
   * The exception for a text that stands for no such thing, likewise.
   *
   * @param what it should be
   */
  public UnreadableStateException unfit(String what) {
    return new UnreadableStateException(
        "Cannot read "
            + path
            + ": its field '"
            + name
            + "' is not "
            + what
            + ", so somebody else than Sluice has changed it. Restore the file from a backup, and"
            + " look who may write there: "
            + WritersCommand.of(path));
  }

  /** Fails unless each of the fields was there. */
  public void require(String... fields) throws UnreadableStateException {
    for (String field : fields) {
      if (!seen.contains(field)) {
        throw new UnreadableStateException(
            "Cannot read "
                + path
                + ": field '"
                + field
                + "' is missing. Restore the file from a backup.");
      }
    }
  }

  private void expect(JsonToken found, JsonToken expected) throws UnreadableStateException {
    if (found != expected) {
      throw new UnreadableStateException(
          "Cannot read "
              + path
              + ": line "
              + json.currentLocation().getLineNr()
              + " has "
              + found
              + " where "
              + expected
              + " belongs"
              + (name.isEmpty() ? "" : ", field '" + name + "'")
              + ". Restore the file from a backup.");
    }
  }
}
