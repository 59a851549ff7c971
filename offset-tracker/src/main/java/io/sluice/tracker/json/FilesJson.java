package io.sluice.tracker.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.StagedFile.Kind;
import io.sluice.tracker.entry.StagedFile.Part;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;

/** Files, alike in manifests and entries. */
public final class FilesJson {
  private static final HexFormat HEX = HexFormat.of();

  private FilesJson() {}

  public static void write(JsonGenerator out, String field, List<StagedFile> files)
      throws IOException {
    out.writeArrayFieldStart(field);
    for (StagedFile file : files) {
      write(out, file);
    }
    out.writeEndArray();
  }

  private static void write(JsonGenerator out, StagedFile file) throws IOException {
    out.writeStartObject();
    OffsetsJson.writeConstant(out, "kind", file.kind());
    out.writeStringField("topic", file.topic());
    out.writeNumberField("fileGroup", file.fileGroup());
    out.writeStringField("timePartition", file.timePartition());
    out.writeStringField("staged", file.staged());
    out.writeStringField("path", file.path());
    out.writeNumberField("length", file.length());
    out.writeNumberField("records", file.records());
    out.writeStringField("crc32c", HEX.toHexDigits(file.crc32c()));
    out.writeArrayFieldStart("parts");
    for (Part part : file.parts()) {
      out.writeStartArray();
      out.writeNumber(part.kafkaPartition());
      out.writeNumber(part.firstOffset());
      out.writeNumber(part.lastOffset());
      out.writeNumber(part.records());
      out.writeEndArray();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  public static List<StagedFile> read(ObjectReader in) throws IOException {
    return in.objects(FilesJson::readFile);
  }

  private static StagedFile readFile(ObjectReader in) throws IOException {
    Kind kind = Kind.DATA;
    String topic = "";
    int fileGroup = 0;
    String timePartition = "";
    String staged = "";
    String path = "";
    long length = 0;
    long records = 0;
    int crc32c = 0;
    List<Part> parts = List.of();
    while (in.next()) {
      switch (in.name()) {
        case "kind" -> kind = in.constant(Kind.class);
        case "topic" -> topic = in.string();
        case "fileGroup" -> fileGroup = in.intValue();
        case "timePartition" -> timePartition = in.string();
        case "staged" -> staged = in.string();
        case "path" -> path = in.string();
        case "length" -> length = in.longValue();
        case "records" -> records = in.longValue();
        case "crc32c" -> crc32c = HexFormat.fromHexDigits(in.string());
        case "parts" ->
            parts =
                in.tuples(4, part -> new Part(Math.toIntExact(part[0]), part[1], part[2], part[3]));
        default -> throw in.unknownField();
      }
    }
    in.require(
        "kind", "topic", "fileGroup", "timePartition", "staged", "path", "length", "records");
    in.require("crc32c", "parts");
    return new StagedFile(
        kind, topic, fileGroup, timePartition, staged, path, length, records, crc32c, parts);
  }
}
