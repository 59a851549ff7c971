package io.sluice.tracker.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.tracker.entry.EntryHeader;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.UpkeepEntry;
import io.sluice.tracker.entry.UpkeepEntry.Acknowledge;
import io.sluice.tracker.entry.UpkeepEntry.Acknowledge.Change;
import io.sluice.tracker.entry.UpkeepEntry.Release;
import io.sluice.tracker.entry.UpkeepEntry.Release.ReleasedRange;
import io.sluice.tracker.entry.UpkeepEntry.Replay;
import io.sluice.tracker.entry.UpkeepEntry.Rewrite;
import io.sluice.tracker.json.FilesJson;
import io.sluice.tracker.json.ObjectReader;
import io.sluice.tracker.json.OffsetsJson;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** JSON form of the fields that belong to one kind of entry of the ledger of upkeep. */
final class UpkeepEntryJson {
  private static final Map<String, Set<String>> OWN_FIELDS =
      Map.of(
          "rewrite", Set.of("removed", "added"),
          "replay", Set.of("sources", "added"),
          "acknowledge", Set.of("losses", "changes", "published"),
          "release", Set.of("topic", "ranges"));

  private static final HexFormat HEX = HexFormat.of();
  static final Set<String> KINDS = OWN_FIELDS.keySet();

  private UpkeepEntryJson() {}

  static String kind(UpkeepEntry entry) {
    if (entry instanceof Rewrite) {
      return "rewrite";
    }
    if (entry instanceof Replay) {
      return "replay";
    }
    return entry instanceof Acknowledge ? "acknowledge" : "release";
  }

  static void write(JsonGenerator out, UpkeepEntry entry) throws IOException {
    out.writeStringField("reason", entry.reason());
    if (entry instanceof Rewrite rewrite) {
      OffsetsJson.writeStrings(out, "removed", rewrite.removed());
      FilesJson.write(out, "added", rewrite.added());
    } else if (entry instanceof Replay replay) {
      OffsetsJson.writeStrings(out, "sources", replay.sources());
      FilesJson.write(out, "added", replay.added());
    } else if (entry instanceof Acknowledge acknowledge) {
      OffsetsJson.writeStrings(out, "losses", acknowledge.losses());
      out.writeArrayFieldStart("changes");
      for (Change change : acknowledge.changes()) {
        out.writeStartObject();
        out.writeStringField("path", change.path());
        out.writeNumberField("was", change.lengthWas());
        out.writeNumberField("found", change.lengthFound());
        out.writeStringField("crc32c", HEX.toHexDigits(change.crc32c()));
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeNumberField("published", acknowledge.publishedVersion());
    } else if (entry instanceof Release release) {
      write(out, release);
    }
  }

  private static void write(JsonGenerator out, Release release) throws IOException {
    out.writeStringField("topic", release.topic());
    out.writeArrayFieldStart("ranges");
    for (ReleasedRange range : release.ranges()) {
      out.writeStartArray();
      out.writeNumber(range.kafkaPartition());
      out.writeNumber(range.generation());
      out.writeNumber(range.start());
      out.writeNumber(range.end());
      out.writeEndArray();
    }
    out.writeEndArray();
  }

  static UpkeepEntry read(String kind, EntryHeader header, ObjectReader in) throws IOException {
    Set<String> own = OWN_FIELDS.getOrDefault(kind, Set.of());
    String reason = "";
    List<String> names = List.of();
    List<StagedFile> added = List.of();
    List<Change> changes = List.of();
    long published = 0;
    String topic = "";
    List<ReleasedRange> ranges = List.of();
    while (in.next()) {
      if (!in.name().equals("reason") && !own.contains(in.name())) {
        throw in.unknownField();
      }
      switch (in.name()) {
        case "reason" -> reason = in.string();
        case "removed", "sources", "losses" -> names = in.strings();
        case "added" -> added = FilesJson.read(in);
        case "changes" -> changes = in.objects(UpkeepEntryJson::readChange);
        case "published" -> published = in.longValue();
        case "topic" -> topic = in.string();
        case "ranges" ->
            ranges =
                in.tuples(
                    4,
                    range ->
                        new ReleasedRange(
                            Math.toIntExact(range[0]),
                            Math.toIntExact(range[1]),
                            range[2],
                            range[3]));
        default -> throw in.unknownField();
      }
    }
    in.require("reason");
    in.require(own.toArray(String[]::new));
    return switch (kind) {
      case "rewrite" -> new Rewrite(header, reason, names, added);
      case "replay" -> new Replay(header, reason, names, added);
      case "acknowledge" -> new Acknowledge(header, reason, names, changes, published);
      default -> new Release(header, reason, topic, ranges);
    };
  }

  private static Change readChange(ObjectReader in) throws IOException {
    String path = "";
    long was = 0;
    long found = 0;
    int crc32c = 0;
    while (in.next()) {
      switch (in.name()) {
        case "path" -> path = in.string();
        case "was" -> was = in.longValue();
        case "found" -> found = in.longValue();
        case "crc32c" -> crc32c = HexFormat.fromHexDigits(in.string());
        default -> throw in.unknownField();
      }
    }
    in.require("path", "was", "found", "crc32c");
    return new Change(path, was, found, crc32c);
  }
}
