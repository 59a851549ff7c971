package io.sluice.maintenance.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.records.landing.Coordinate;
import io.sluice.records.landing.LandedFormat;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.verify.Finding.Answer;
import io.sluice.tracker.verify.Finding.Kind;
import io.sluice.tracker.verify.VerifyReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeepVerifyTest {
  private static final List<Coordinate> COORDINATES =
      List.of(Coordinate.PARTITION, Coordinate.OFFSET, Coordinate.TIMESTAMP);

  @TempDir Path directory;

  private LandedWorld world(LandedFormat format) throws IOException {
    return new LandedWorld(directory, format, COORDINATES);
  }

  private static Path path(StagedFile file) {
    return Path.of(file.path());
  }

  @ParameterizedTest
  @EnumSource(LandedFormat.class)
  void soundDataIsSound(LandedFormat format) throws IOException {
    LandedWorld world = world(format);
    world.lands(0);
    world.lands(10);

    VerifyReport report = world.deep();

    assertEquals(List.of(), report.findings());
    assertEquals(16, report.records());
  }

  @ParameterizedTest
  @EnumSource(LandedFormat.class)
  void oneByteThatChangedIsFound(LandedFormat format) throws IOException {
    LandedWorld world = world(format);
    StagedFile file = world.lands(0).get(0);
    byte[] content = Files.readAllBytes(path(file));
    content[content.length / 2] ^= 1;
    Files.write(path(file), content);

    VerifyReport report = world.deep();

    assertEquals(List.of(Kind.OTHER_CONTENT), LandedWorld.kinds(report));
    assertTrue(
        report.findings().get(0).message().startsWith("Cannot vouch for " + file.path()),
        report.findings().get(0).message());
  }

  @ParameterizedTest
  @EnumSource(LandedFormat.class)
  void aFileThatWasTruncatedAndPaddedIsFound(LandedFormat format) throws IOException {
    LandedWorld world = world(format);
    StagedFile file = world.lands(0).get(0);
    byte[] content = Files.readAllBytes(path(file));
    java.util.Arrays.fill(content, content.length - 20, content.length, (byte) 0);
    Files.write(path(file), content);

    assertEquals(List.of(Kind.OTHER_CONTENT), LandedWorld.kinds(world.deep()));
  }

  @Test
  void filesThatWereExchangedAreFoundThoughTheirLengthsAreTheSame() throws IOException {
    LandedWorld world = world(LandedFormat.AVRO);
    // Offsets of as many digits make files of one length.
    StagedFile one = world.lands(10).get(0);
    StagedFile other = world.lands(20).get(0);
    assertEquals(one.length(), other.length());
    Path between = directory.resolve("between");
    Files.move(path(one), between);
    Files.move(path(other), path(one));
    Files.move(between, path(other));

    assertEquals(List.of(Kind.OTHER_CONTENT, Kind.OTHER_CONTENT), LandedWorld.kinds(world.deep()));
  }

  @Test
  void aCopyBesideIsFoundByItsBytes() throws IOException {
    LandedWorld world = world(LandedFormat.AVRO);
    StagedFile file = world.lands(0).get(0);
    Files.copy(path(file), Path.of(file.path() + ".bak"), StandardCopyOption.COPY_ATTRIBUTES);

    assertEquals(List.of(Kind.DOUBLED_FILE), LandedWorld.kinds(world.deep()));
  }

  @Test
  void recordsThatTheLedgerHasElsewhereAreFoundThoughTheBytesAreAsWritten() throws IOException {
    LandedWorld world = world(LandedFormat.AVRO);
    List<StagedFile> files = world.lands(0);
    // As a defect of ours would do it: the ledger says other offsets than the file holds.
    StagedFile wrong = moved(files.get(0));
    List<Kind> found = new java.util.ArrayList<>();
    EntryRows rows = new EntryRows(1, "orders", finding -> found.add(finding.kind()));

    rows.read(wrong, new LandedRows(world.files, world.hadoop), (number, offset, row) -> {});

    assertEquals(List.of(Kind.OTHER_OFFSETS), found);
  }

  private static StagedFile moved(StagedFile file) {
    StagedFile.Part part = file.parts().get(0);
    return new StagedFile(
        file.kind(),
        file.topic(),
        file.fileGroup(),
        file.timePartition(),
        file.staged(),
        file.path(),
        file.length(),
        file.records(),
        file.crc32c(),
        List.of(
            new StagedFile.Part(0, part.firstOffset() + 1, part.lastOffset() + 1, part.records())));
  }

  @Test
  void aFileReadTwiceHoldsEachOfItsRecordsTwice() throws IOException {
    LandedWorld world = world(LandedFormat.PARQUET);
    StagedFile file = world.lands(0).get(0);
    List<String> found = new java.util.ArrayList<>();
    EntryRows rows = new EntryRows(1, "orders", finding -> found.add(finding.message()));
    LandedRows landed = new LandedRows(world.files, world.hadoop);

    rows.read(file, landed, (number, offset, row) -> {});
    rows.read(file, landed, (number, offset, row) -> {});

    assertEquals(1, found.size());
    assertTrue(
        found.get(0).contains("2 of its records are there twice, in it or in another file"),
        found.get(0));
  }

  @Test
  void withoutCoordinatesItSaysWhatItDidNotLookAt() throws IOException {
    LandedWorld world =
        new LandedWorld(directory, LandedFormat.AVRO, List.of(Coordinate.TIMESTAMP));
    world.lands(0);

    VerifyReport report = world.deep();

    assertEquals(List.of(Kind.NOT_LOOKED_AT), LandedWorld.kinds(report));
    assertEquals(Answer.SOUND, report.answer());
    assertEquals(
        "Topic orders has landed without the columns of Kafka partition and offset (coordinates):"
            + " its files were held against the ledger by length, count and checksum only.",
        report.findings().get(0).message());
  }
}
