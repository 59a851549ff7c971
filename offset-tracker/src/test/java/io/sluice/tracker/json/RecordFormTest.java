package io.sluice.tracker.json;

import static io.sluice.tracker.json.Field.inline;
import static io.sluice.tracker.json.Field.integer;
import static io.sluice.tracker.json.Field.list;
import static io.sluice.tracker.json.Field.number;
import static io.sluice.tracker.json.Field.optional;
import static io.sluice.tracker.json.Field.text;
import static io.sluice.tracker.json.Field.texts;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordFormTest {
  private record Point(int x, long y) {}

  private record Shape(
      String name, Point centre, List<Point> corners, Optional<String> note, List<String> tags) {}

  private static final RecordForm<Shape> SHAPE =
      RecordForm.of(
          Shape.class,
          inline("centre", RecordForm.of(Point.class, integer("x"), number("top").of("y"))),
          text("name"),
          list("corners", Form.tuple(Point.class)),
          optional("note", Form.TEXT),
          texts("tags").orElse(List.of()));

  private static final JsonFile<Shape> SHAPES = JsonFile.plain(1, SHAPE);

  private static final Shape PLAIN =
      new Shape("a", new Point(1, 2), List.of(new Point(3, 4)), Optional.empty(), List.of());

  @Test
  void fieldsAreWrittenInTheOrderOfTheFormAndLeftOutWhereTheyStandForNothing() {
    Shape whole =
        new Shape("b", new Point(1, 2), List.of(), Optional.of("round"), List.of("t", "u"));

    assertEquals("{'format':1,'x':1,'top':2,'name':'a','corners':[[3,4]]}", written(SHAPES, PLAIN));
    assertEquals(
        "{'format':1,'x':1,'top':2,'name':'b','corners':[],'note':'round','tags':['t','u']}",
        written(SHAPES, whole));
  }

  @Test
  void fieldsAreReadInAnyOrder() throws UnreadableStateException {
    Shape read =
        read("\"corners\":[[3,4]],\"note\":\"round\",\"name\":\"a\",\"top\":2,\"x\":1,\"tags\":[]");

    assertEquals(
        new Shape("a", new Point(1, 2), List.of(new Point(3, 4)), Optional.of("round"), List.of()),
        read);
  }

  @Test
  void anObjectThatLacksAFieldIsRefused() {
    assertEquals(
        "Cannot read /f: field 'top' is missing. Restore the file from a backup.",
        refusal("\"x\":1,\"name\":\"a\",\"corners\":[]"));
  }

  @Test
  void aFieldThatTheFormDoesNotHaveIsRefused() {
    assertEquals(
        "Cannot read /f: field 'y' is not known to this Sluice. Use the Sluice that wrote it, or a"
            + " newer one.",
        refusal("\"x\":1,\"y\":2,\"name\":\"a\",\"corners\":[]"));
  }

  @Test
  void aValueOfAnotherTypeIsRefusedWithItsField() {
    assertEquals(
        "Cannot read /f: line 1 has VALUE_STRING where VALUE_NUMBER_INT belongs, field 'x'. Restore"
            + " the file from a backup.",
        refusal("\"x\":\"1\""));
    assertEquals(
        "Cannot read /f: line 1 has VALUE_STRING where VALUE_NUMBER_INT belongs, field 'corners'."
            + " Restore the file from a backup.",
        refusal("\"corners\":[[1,\"2\"]]"));
    assertEquals(
        "Cannot read /f: line 1 has VALUE_NUMBER_INT where END_ARRAY belongs, field 'corners'."
            + " Restore the file from a backup.",
        refusal("\"corners\":[[1,2,3]]"));
  }

  @Test
  void aFormThatForgetsAComponentCannotBeMade() {
    assertThrows(IllegalArgumentException.class, () -> RecordForm.of(Point.class, integer("x")));
    assertThrows(
        IllegalArgumentException.class,
        () -> RecordForm.of(Point.class, integer("x"), number("z")));
    assertThrows(
        IllegalArgumentException.class,
        () -> RecordForm.of(Point.class, integer("x"), number("x").of("y")));
  }

  private sealed interface Animal {
    record Cat(int lives) implements Animal {}

    record Dog(int tricks) implements Animal {}
  }

  @Test
  void formsThatForgetAKindCannotBeMade() {
    RecordForm<Animal.Cat> cat = RecordForm.of(Animal.Cat.class, integer("lives"));
    RecordForm<Animal.Dog> dog = RecordForm.of(Animal.Dog.class, integer("tricks"));
    JsonFile<Animal> animals =
        JsonFile.plain(1, KindsForm.of(Animal.class, Map.of("cat", cat, "dog", dog)));
    assertEquals("{'format':1,'kind':'dog','tricks':7}", written(animals, new Animal.Dog(7)));

    assertThrows(
        IllegalArgumentException.class, () -> KindsForm.of(Animal.class, Map.of("cat", cat)));
  }

  private static <T> String written(JsonFile<T> file, T value) {
    return new String(file.write(value), UTF_8).replace("\n", "").replace('"', '\'');
  }

  private static String refusal(String fields) {
    return String.valueOf(
        assertThrows(UnreadableStateException.class, () -> read(fields)).getMessage());
  }

  private static Shape read(String fields) throws UnreadableStateException {
    return SHAPES.read(("{\"format\":1," + fields + "}").getBytes(UTF_8), "/f");
  }
}
