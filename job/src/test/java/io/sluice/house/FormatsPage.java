package io.sluice.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * docs/formats.md as its test reads it: headings, and below each the documented fields.
 *
 * @param sections by anchor
 */
record FormatsPage(String text, Map<String, Section> sections) {
  private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);

  /** A list item that begins with names in code, up to the next item or empty line. */
  private static final Pattern ITEM =
      Pattern.compile(
          "^\\* (`[^`]+`(?:, `[^`]+`)*): ((?:(?!\n\\* |\n\n)[\\s\\S])*)", Pattern.MULTILINE);

  private static final Pattern NAME = Pattern.compile("`([^`]+)`");
  private static final Pattern INCLUDED = Pattern.compile("Its\\s+fields:((?:(?!\n\n)[\\s\\S])*)");
  private static final Pattern LINK = Pattern.compile("\\]\\(#([^)]+)\\)");
  private static final Pattern TYPE_LINK =
      Pattern.compile("^(?:list of )?\\[[^\\]]+\\]\\(#([^)]+)\\)");

  /**
   * One heading.
   *
   * @param fields descriptions by name
   * @param included anchors of sections whose fields it has, too
   */
  record Section(Map<String, String> fields, List<String> included) {}

  /**
   * A documented field.
   *
   * @param anchor of the section that documents it
   * @param description its type and its meaning
   */
  record Field(String anchor, String name, String description) {
    /** Anchor of the section that documents its value; empty if it is a plain value or a map. */
    Optional<String> type() {
      return all(TYPE_LINK, description).stream().findFirst();
    }

    boolean isMap() {
      return description.startsWith("map");
    }
  }

  /** The documented fields of a heading; none if there is no such heading. */
  Map<String, String> fields(String anchor) {
    Section section = sections.get(anchor);
    return section == null ? Map.of() : section.fields();
  }

  static FormatsPage read() throws IOException {
    String text = Files.readString(Path.of("../docs/formats.md"));
    Map<String, Section> sections = new LinkedHashMap<>();
    List<MatchResult> headings = HEADING.matcher(text).results().toList();
    for (int i = 0; i < headings.size(); i++) {
      int end = i + 1 < headings.size() ? headings.get(i + 1).start() : text.length();
      sections.put(
          anchor(headings.get(i).group(1)), section(text.substring(headings.get(i).end(), end)));
    }
    return new FormatsPage(text, sections);
  }

  private static Section section(String body) {
    Map<String, String> fields = new LinkedHashMap<>();
    ITEM.matcher(body)
        .results()
        .forEach(item -> all(NAME, item.group(1)).forEach(name -> fields.put(name, item.group(2))));
    return new Section(
        fields, all(INCLUDED, body).stream().flatMap(each -> all(LINK, each).stream()).toList());
  }

  /** As GitHub makes it of a heading. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).toList();
  }

  /** Links within the page that lead nowhere. */
  List<String> brokenLinks() {
    return all(LINK, text).stream().filter(each -> !sections.containsKey(each)).toList();
  }

  /** A field of a section, or of one that it includes. */
  Optional<Field> field(String anchor, String name) {
    Section section = sections.get(anchor);
    if (section == null) {
      return Optional.empty();
    }
    if (section.fields().containsKey(name)) {
      return Optional.of(new Field(anchor, name, section.fields().get(name)));
    }
    return section.included().stream().flatMap(each -> field(each, name).stream()).findFirst();
  }
}
