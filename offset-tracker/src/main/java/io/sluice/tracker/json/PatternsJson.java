package io.sluice.tracker.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.tracker.entry.TopicPatterns;
import java.io.IOException;
import java.util.List;

/** JSON form of the topics that a run was configured to read. */
public final class PatternsJson {
  private PatternsJson() {}

  public static void write(JsonGenerator out, TopicPatterns patterns) throws IOException {
    out.writeObjectFieldStart("patterns");
    OffsetsJson.writeStrings(out, "topics", patterns.topics());
    out.writeStringField("regex", patterns.regex());
    out.writeStringField("excludeRegex", patterns.excludeRegex());
    out.writeEndObject();
  }

  public static TopicPatterns read(ObjectReader field) throws IOException {
    ObjectReader in = field.object();
    List<String> topics = List.of();
    String regex = "";
    String excludeRegex = "";
    while (in.next()) {
      switch (in.name()) {
        case "topics" -> topics = in.strings();
        case "regex" -> regex = in.string();
        case "excludeRegex" -> excludeRegex = in.string();
        default -> throw in.unknownField();
      }
    }
    in.require("topics", "regex", "excludeRegex");
    return new TopicPatterns(topics, regex, excludeRegex);
  }
}
