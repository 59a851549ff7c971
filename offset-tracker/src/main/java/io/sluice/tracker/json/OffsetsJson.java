package io.sluice.tracker.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.tracker.offset.Gap;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gaps, and constants. */
public final class OffsetsJson {
  private OffsetsJson() {}

  /** Writes a constant in lower case with hyphens. */
  public static void writeConstant(JsonGenerator out, String field, Enum<?> constant)
      throws IOException {
    out.writeStringField(field, ObjectReader.constantName(constant));
  }

  public static void writeGaps(JsonGenerator out, List<Gap> gaps) throws IOException {
    out.writeArrayFieldStart("gaps");
    for (Gap gap : gaps) {
      out.writeStartObject();
      writeConstant(out, "kind", gap.kind());
      out.writeNumberField("start", gap.start());
      out.writeNumberField("end", gap.end());
      out.writeNumberField("count", gap.count());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  public static List<Gap> readGaps(ObjectReader in) throws IOException {
    return in.objects(OffsetsJson::readGap);
  }

  private static Gap readGap(ObjectReader in) throws IOException {
    Gap.Kind kind = Gap.Kind.ABSENT;
    long start = 0;
    long end = 0;
    long count = 0;
    while (in.next()) {
      switch (in.name()) {
        case "kind" -> kind = in.constant(Gap.Kind.class);
        case "start" -> start = in.longValue();
        case "end" -> end = in.longValue();
        case "count" -> count = in.longValue();
        default -> throw in.unknownField();
      }
    }
    in.require("kind", "start", "end", "count");
    return new Gap(kind, start, end, count);
  }

  /** Writes a list of strings. */
  public static void writeStrings(JsonGenerator out, String field, List<String> strings)
      throws IOException {
    out.writeArrayFieldStart(field);
    for (String string : strings) {
      out.writeString(string);
    }
    out.writeEndArray();
  }

  /** An object of texts; nothing where there are none. */
  public static void writeTexts(JsonGenerator out, String name, Map<String, String> texts)
      throws IOException {
    if (texts.isEmpty()) {
      return;
    }
    out.writeObjectFieldStart(name);
    for (Map.Entry<String, String> text : texts.entrySet()) {
      out.writeStringField(text.getKey(), text.getValue());
    }
    out.writeEndObject();
  }

  /** The texts of such an object, whatever their names. */
  public static Map<String, String> readTexts(ObjectReader in) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    while (in.next()) {
      texts.put(in.name(), in.string());
    }
    return texts;
  }
}
