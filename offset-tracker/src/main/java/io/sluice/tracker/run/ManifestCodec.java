package io.sluice.tracker.run;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.json.FilesJson;
import io.sluice.tracker.json.JsonFile;
import io.sluice.tracker.json.ObjectReader;
import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.message.ForeignText;
import io.sluice.tracker.offset.PieceOutcome;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A manifest as JSON. */
public final class ManifestCodec {
  private static final int FORMAT = 1;

  private ManifestCodec() {}

  public static byte[] write(Manifest manifest) {
    return JsonFile.write(FORMAT, out -> write(out, manifest));
  }

  private static void write(JsonGenerator out, Manifest manifest) throws IOException {
    out.writeStringField("runId", manifest.runId());
    out.writeNumberField("base", manifest.base());
    out.writeNumberField("task", manifest.task());
    out.writeStringField("attempt", manifest.attempt());
    PieceOutcomeJson.write(out, manifest.pieces());
    FilesJson.write(out, "files", manifest.files());
    out.writeArrayFieldStart("spoiledTopics");
    for (Map.Entry<String, String> spoiled : new TreeMap<>(manifest.spoiledTopics()).entrySet()) {
      out.writeStartObject();
      out.writeStringField("topic", spoiled.getKey());
      out.writeStringField("reason", ForeignText.message(spoiled.getValue()));
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /**
   * Reads a manifest.
   *
   * @param path for messages
   */
  public static Manifest read(byte[] content, String path) throws UnreadableStateException {
    return JsonFile.read(content, path, FORMAT, ManifestCodec::read);
  }

  private static Manifest read(ObjectReader in) throws IOException {
    String runId = "";
    long base = 0;
    int task = 0;
    String attempt = "";
    List<PieceOutcome> pieces = List.of();
    List<StagedFile> files = List.of();
    Map<String, String> spoiledTopics = Map.of();
    while (in.next()) {
      switch (in.name()) {
        case "runId" -> runId = in.string();
        case "base" -> base = in.longValue();
        case "task" -> task = in.intValue();
        case "attempt" -> attempt = in.string();
        case "pieces" -> pieces = PieceOutcomeJson.read(in);
        case "files" -> files = FilesJson.read(in);
        case "spoiledTopics" ->
            spoiledTopics =
                in.objects(ManifestCodec::readSpoiled).stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        default -> throw in.unknownField();
      }
    }
    in.require("runId", "base", "task", "attempt", "pieces", "files", "spoiledTopics");
    return new Manifest(runId, base, task, attempt, pieces, files, spoiledTopics);
  }

  private static Map.Entry<String, String> readSpoiled(ObjectReader in) throws IOException {
    String topic = "";
    String reason = "";
    while (in.next()) {
      switch (in.name()) {
        case "topic" -> topic = in.string();
        case "reason" -> reason = in.string();
        default -> throw in.unknownField();
      }
    }
    in.require("topic", "reason");
    return Map.entry(topic, reason);
  }
}
