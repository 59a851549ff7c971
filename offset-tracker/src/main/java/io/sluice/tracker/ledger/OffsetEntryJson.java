package io.sluice.tracker.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.tracker.entry.EntryHeader;
import io.sluice.tracker.entry.Held;
import io.sluice.tracker.entry.Loss;
import io.sluice.tracker.entry.OffsetEntry;
import io.sluice.tracker.entry.OffsetEntry.Fence;
import io.sluice.tracker.entry.OffsetEntry.Import;
import io.sluice.tracker.entry.OffsetEntry.Ingest;
import io.sluice.tracker.entry.OffsetEntry.Reset;
import io.sluice.tracker.entry.OffsetState;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.entry.TopicPatterns;
import io.sluice.tracker.entry.TopicState;
import io.sluice.tracker.json.FilesJson;
import io.sluice.tracker.json.HeldJson;
import io.sluice.tracker.json.ObjectReader;
import io.sluice.tracker.json.OffsetsJson;
import io.sluice.tracker.json.PatternsJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** JSON form of the fields that belong to one kind of entry of the ledger of offsets. */
final class OffsetEntryJson {
  private static final Map<String, Set<String>> OWN_FIELDS =
      Map.of(
          "ingest", Set.of("files"),
          "reset", Set.of("reason"),
          "import", Set.of("source", "reason"),
          "fence", Set.of("fenced", "reason"));

  static final Set<String> KINDS = OWN_FIELDS.keySet();

  private OffsetEntryJson() {}

  static String kind(OffsetEntry entry) {
    if (entry instanceof Ingest) {
      return "ingest";
    }
    if (entry instanceof Reset) {
      return "reset";
    }
    return entry instanceof Import ? "import" : "fence";
  }

  static void write(JsonGenerator out, OffsetEntry entry) throws IOException {
    if (entry instanceof Reset reset) {
      out.writeStringField("reason", reset.reason());
    } else if (entry instanceof Import taken) {
      out.writeStringField("source", taken.source());
      out.writeStringField("reason", taken.reason());
    } else if (entry instanceof Fence fence) {
      out.writeStringField("fenced", fence.fenced());
      out.writeStringField("reason", fence.reason());
    }
    OffsetState state = entry.state();
    TopicStateJson.write(out, state.topics().values());
    HeldJson.writeHeld(out, state.held());
    HeldJson.writeLosses(out, state.losses());
    PatternsJson.write(out, state.patterns());
    OffsetsJson.writeStrings(out, "leftOut", state.leftOut());
    if (entry instanceof Ingest) {
      FilesJson.write(out, "files", entry.files());
    }
  }

  static OffsetEntry read(String kind, EntryHeader header, ObjectReader in) throws IOException {
    Set<String> own = OWN_FIELDS.getOrDefault(kind, Set.of());
    String reason = "";
    String source = "";
    String fenced = "";
    List<StagedFile> files = List.of();
    Map<String, TopicState> topics = Map.of();
    List<Held> held = List.of();
    List<Loss> losses = List.of();
    TopicPatterns patterns = TopicPatterns.NONE;
    List<String> leftOut = List.of();
    while (in.next()) {
      switch (in.name()) {
        case "topics" -> topics = TopicStateJson.read(in);
        case "held" -> held = HeldJson.readHeld(in);
        case "losses" -> losses = HeldJson.readLosses(in);
        case "patterns" -> patterns = PatternsJson.read(in);
        case "leftOut" -> leftOut = in.strings();
        default -> {
          if (!own.contains(in.name())) {
            throw in.unknownField();
          }
          switch (in.name()) {
            case "reason" -> reason = in.string();
            case "source" -> source = in.string();
            case "fenced" -> fenced = in.string();
            default -> files = FilesJson.read(in);
          }
        }
      }
    }
    in.require("topics", "held", "losses", "patterns", "leftOut");
    in.require(own.toArray(String[]::new));
    OffsetState state = new OffsetState(topics, held, losses, patterns, leftOut);
    return switch (kind) {
      case "ingest" -> new Ingest(header, state, files);
      case "reset" -> new Reset(header, state, reason);
      case "import" -> new Import(header, state, source, reason);
      default -> new Fence(header, state, fenced, reason);
    };
  }
}
