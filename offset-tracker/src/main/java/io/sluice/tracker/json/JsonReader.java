package io.sluice.tracker.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.tracker.message.ForeignText;
import java.io.IOException;

/** Reads the tokens of one file, and words its refusals. */
public final class JsonReader {
  /** Characters of a name or constant in a message. */
  private static final int WHAT = 200;

  private final JsonParser json;
  private final String path;

  /**
   * Reads nothing yet.
   *
   * @param path for messages
   */
  JsonReader(JsonParser json, String path) {
    this.json = json;
    this.path = path;
  }

  /** Goes on to the next token. */
  void next() throws IOException {
    json.nextToken();
  }

  /** Goes on to the name of the next field, or to the object's end if there is none. */
  boolean nextField() throws IOException {
    return json.nextToken() != JsonToken.END_OBJECT;
  }

  /** Goes on to the next element of a list, or to the list's end if there is none. */
  boolean nextElement() throws IOException {
    return json.nextToken() != JsonToken.END_ARRAY;
  }

  /** The name of the innermost field, empty outside of any. */
  String name() throws IOException {
    String name = json.currentName();
    for (JsonStreamContext at = json.getParsingContext().getParent();
        name == null && at != null;
        at = at.getParent()) {
      name = at.getCurrentName();
    }
    return name == null ? "" : name;
  }

  void expectObject() throws IOException {
    expect(JsonToken.START_OBJECT);
  }

  void expectList() throws IOException {
    expect(JsonToken.START_ARRAY);
  }

  void expectListEnd() throws IOException {
    expect(JsonToken.END_ARRAY);
  }

  /** The value, which is a text. */
  public String text() throws IOException {
    expect(JsonToken.VALUE_STRING);
    return json.getText();
  }

  long number() throws IOException {
    expect(JsonToken.VALUE_NUMBER_INT);
    return json.getLongValue();
  }

  int integer() throws IOException {
    expect(JsonToken.VALUE_NUMBER_INT);
    return json.getIntValue();
  }

  double decimal() throws IOException {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      expect(JsonToken.VALUE_NUMBER_FLOAT);
    }
    return json.getDoubleValue();
  }

  /** The refusal of a field that the form does not have. */
  UnreadableStateException unknownField() throws IOException {
    return newer("field '" + name() + "'");
  }

  /** The refusal of a value that no form knows. */
  UnreadableStateException newer(String what) {
    return new UnreadableStateException(
        "Cannot read "
            + path
            + ": "
            + ForeignText.line(what, WHAT)
            + " is not known to this Sluice. Use the Sluice that wrote it, or a newer one.");
  }

  /**
   * The refusal of a text that stands for no such thing.
   *
   * @param what it should be
   */
  public UnreadableStateException unfit(String what) throws IOException {
    return new UnreadableStateException(
        "Cannot read "
            + path
            + ": its field '"
            + name()
            + "' is not "
            + what
            + ", so somebody else than Sluice has changed it. Restore the file from a backup, and"
            + " look who may write there: "
            + WritersCommand.of(path));
  }

  /** The refusal of an object that lacks a field. */
  UnreadableStateException missing(String field) {
    return new UnreadableStateException(
        "Cannot read "
            + path
            + ": field '"
            + field
            + "' is missing. Restore the file from a backup.");
  }

  private void expect(JsonToken expected) throws IOException {
    JsonToken found = json.currentToken();
    if (found != expected) {
      String name = name();
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
