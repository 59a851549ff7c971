package io.sluice.writers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.options.Problems;
import io.sluice.options.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicLayoutTest {

  @Test
  void anotherFormatSplitsTheDirectory() {
    assertEquals(
        List.of("format was avro and is parquet"), change("", "format=parquet").splitting());
  }

  @Test
  void anotherPatternSplitsTheDirectory() {
    assertEquals(
        List.of("path.format was 'dt'=yyyy-MM-dd/'hour'=HH and is 'dt'=yyyy-MM-dd"),
        change("", "path.format='dt'=yyyy-MM-dd").splitting());
    assertEquals(
        List.of("path.format was 'dt'=yyyy-MM-dd/'hour'=HH and is empty"),
        change("", "path.format=").splitting());
  }

  @Test
  void anotherZoneSplitsTheDirectoryWhereItNamesAnotherHour() {
    assertEquals(
        List.of("timezone was UTC and is Asia/Tokyo"),
        change("", "timezone=Asia/Tokyo").splitting());
    assertEquals(
        List.of(), change("path.format=", "path.format=\ntimezone=Asia/Tokyo").splitting());
  }

  @Test
  void anotherLanguageSplitsTheDirectoryWhereItNamesMonths() {
    assertEquals(List.of(), change("", "locale=de").splitting());
    assertEquals(
        List.of("locale was en and is de"),
        change("path.format=yyyy/MMMM", "path.format=yyyy/MMMM\nlocale=de").splitting());
  }

  @Test
  void aPatternThatGivesTheSameDirectoriesIsNoSplit() {
    assertEquals(List.of(), change("", "path.format='dt'=uuuu-MM-dd/'hour'=HH").splitting());
  }

  @Test
  void otherCoordinatesAreAChangeOfColumns() {
    TopicLayout.Change change = change("", "coordinates=offset\ncoordinates.prefix=k_");

    assertEquals(List.of(), change.splitting());
    assertEquals(
        List.of(
            "coordinates was partition,offset,timestamp and is offset",
            "coordinates.prefix was kafka_ and is k_"),
        change.others());
  }

  @Test
  void anotherCodecOrSizeIsNoChange() {
    TopicLayout.Change change = change("", "avro.codec=deflate\nfile.bytes=1m\nmax.open.files=3");

    assertEquals(new TopicLayout.Change(List.of(), List.of()), change);
  }

  @Test
  void theFirstLandingChangesNothing() {
    assertEquals(
        new TopicLayout.Change(List.of(), List.of()), layout("format=parquet").since(Map.of()));
  }

  private static TopicLayout.Change change(String before, String now) {
    return layout(now).since(layout(before).settings());
  }

  private static TopicLayout layout(String settings) {
    Problems problems = new Problems();
    WriterOptions options =
        WriterOptions.read(Settings.NONE.overlay(settings, "test", problems), problems);
    problems.throwIfAny();
    return TopicLayout.of(options);
  }
}
