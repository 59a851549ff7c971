package io.sluice.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of values that {@code java.util.Properties} changes silently. */
class PropertiesTrapsTest {

  private final Problems problems = new Problems();

  private Settings read(String text) {
    return Settings.NONE.overlay(text, "a.properties", problems);
  }

  private String value(String text) {
    return read(text).all().get(0).text();
  }

  @Test
  void aBackslashThatWouldBeDroppedIsRefusedWithTheRightSpelling() {
    read("name=x\ntopics.regex=app\\.orders\n");

    assertEquals(
        List.of(
            "Cannot use topics.regex (a.properties:2): a properties file drops a single backslash. Write each backslash that is meant twice."),
        problems.lines());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=\\d+",
        "a=x\\w",
        "a=\\(x\\)",
        "a=\\\\\\.x",
        "a=C:\\data",
        "a=\\\"x\\\"",
        "a\\.b=c",
        "a=x\\\n  y\\.z"
      })
  void everyBackslashBeforeWhatIsNoEscapeIsRefused(String text) {
    read(text);

    assertEquals(1, problems.lines().size(), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=app\\\\.orders",
        "a=x\\ty",
        "a=\\u0041",
        "a=x\\:y\\=z",
        "a\\ b=c",
        "a=x\\\n  y",
        "a=\\#x",
        "a=x \\#y",
        "a=\\\\\\\\x",
        "#a=\\.b",
        "a=x\\!"
      })
  void escapesOfTheFormatAreTaken(String text) {
    read(text);

    assertEquals(List.of(), problems.lines());
  }

  @Test
  void theRefusalOfASecretDoesNotShowIt() {
    read("kafka.sasl.jaas.config=x password=hunter\\.2;");

    assertEquals(
        List.of(
            "Cannot use kafka.sasl.jaas.config (a.properties:1): a properties file drops a single backslash. Write each backslash that is meant twice."),
        problems.lines());
  }

  @Test
  void aCommentBehindAValueIsRefused() {
    read("timezone=Europe/Berlin # summer time\n");

    assertEquals(
        List.of(
            "Cannot use timezone (a.properties:1): what stands behind '#' is read as part of the value, since a comment has a line of its own. Move it to one; or where it is meant, write \\#."),
        problems.lines());
  }

  @Test
  void aHashWithoutASpaceBeforeItAndOneInASecretAreMeant() {
    read("topics.dir=file:///data/hash#tag\nregistry.password=a #b\n");

    assertEquals(List.of(), problems.lines());
  }

  @Test
  void aHashThatIsMeantLivesThroughWritingAndReading() {
    Settings settings = read("topics.dir=/data/a \\#1\n");

    Settings again = Settings.NONE.overlay(settings.text(), "again", problems);

    assertEquals("/data/a #1", again.all().get(0).text());
    assertEquals(List.of(), problems.lines());
  }

  @Test
  void aByteOrderMarkAndWindowsLineEndsAreNoPartOfASetting() throws CharacterCodingException {
    byte[] file = "\uFEFFname=b11\r\ntopics=a,\\\r\n  b\r\n".getBytes(StandardCharsets.UTF_8);

    assertEquals(
        List.of(
            new Setting("name", "b11", "a.properties:1"),
            new Setting("topics", "a,b", "a.properties:2")),
        read(Utf8Text.decode(file)).all());
    assertEquals("b11", value("\uFEFFname=b11"));
  }

  @Test
  void aFileThatIsNoUtf8IsRefusedWithItsLine() {
    byte[] file = "name=a\ntopics.dir=/gr\u00F6\u00DFe\n".getBytes(StandardCharsets.ISO_8859_1);

    var thrown = assertThrows(CharacterCodingException.class, () -> Utf8Text.decode(file));

    assertEquals("it is no UTF-8 text (byte 0xF6 in line 2)", thrown.getMessage());
    assertThrows(
        CharacterCodingException.class, () -> Utf8Text.decode(new byte[] {'a', (byte) 0xC3}));
  }

  @Test
  void aKeyThatStandsTwiceIsReportedWithBothLines() {
    read("topics=a\nformat=avro\ntopics=a\n");

    assertTrue(
        problems.lines().get(0).contains("a.properties:1 and at a.properties:3"),
        problems.lines().toString());
  }
}
