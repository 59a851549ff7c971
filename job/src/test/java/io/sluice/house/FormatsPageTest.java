package io.sluice.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.records.landing.Coordinate;
import io.sluice.records.landing.QuarantineSchema;
import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.RangeFailure;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.verify.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that docs/formats.md, the golden files and the code agree, field for field. */
class FormatsPageTest {
  private static final Path GOLDEN = Path.of("../offset-tracker/src/test/resources/golden");

  /** The section of what is common to all JSON files of the state directory. */
  private static final String COMMON = "json-files-of-the-state-directory";

  /** Sections of columns, whose names the code puts together. */
  private static final Set<String> COLUMNS = Set.of("landing-schema", "quarantine-rows");

  private final FormatsPage page = FormatsPage.read();
  private final List<String> undocumented = new ArrayList<>();
  private final Set<String> seen = new TreeSet<>();

  FormatsPageTest() throws IOException {}

  static Stream<Path> goldenFiles() throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("goldenFiles")
  void eachFieldOfAGoldenFileIsDocumentedUnderItsHeading(Path file) throws IOException {
    walk(file);

    assertEquals(List.of(), undocumented);
  }

  @Test
  void eachFieldDocumentedForAGoldenFileOccursInOne() throws IOException {
    for (Path file : goldenFiles().toList()) {
      walk(file);
    }

    List<String> unseen = new ArrayList<>();
    for (String anchor :
        new TreeSet<>(seen.stream().map(each -> each.split("/", -1)[0]).toList())) {
      page.fields(anchor).keySet().stream()
          .map(name -> anchor + "/" + name)
          .filter(field -> !seen.contains(field))
          .forEach(unseen::add);
    }
    assertEquals(List.of(), unseen);
  }

  @Test
  void eachDocumentedFieldOccursInTheCode() throws IOException {
    String code = MainSources.read();

    List<String> unknown = new ArrayList<>();
    page.sections()
        .forEach(
            (anchor, section) ->
                section.fields().keySet().stream()
                    .filter(name -> !COLUMNS.contains(anchor) || name.startsWith("sluice."))
                    .filter(name -> !code.contains("\"" + name + "\""))
                    .forEach(name -> unknown.add(anchor + "/" + name)));
    assertEquals(List.of(), unknown);
  }

  @Test
  void theColumnsOfTheQuarantineAreDocumentedInTheirOrder() {
    assertEquals(
        QuarantineSchema.schema().getFields().stream().map(Schema.Field::name).toList(),
        List.copyOf(page.fields("quarantine-rows").keySet()));
  }

  @Test
  void theColumnsOfTheCoordinatesAreDocumentedInTheirOrder() {
    assertEquals(
        Arrays.stream(Coordinate.values())
            .map(each -> "kafka_" + each.text().replace('-', '_'))
            .toList(),
        page.fields("landing-schema").keySet().stream()
            .filter(name -> !name.startsWith("sluice."))
            .toList());
  }

  static List<Arguments> constants() {
    return List.of(
        Arguments.of("gap", "kind", Gap.Kind.values()),
        Arguments.of("hold", "cause", Hold.Cause.values()),
        Arguments.of("file", "kind", StagedFile.Kind.values()),
        Arguments.of("plan", "commitOnFailure", Plan.OnFailure.values()),
        Arguments.of("failure", "kind", RangeFailure.Kind.values()),
        Arguments.of("finding", "kind", Finding.Kind.values()),
        Arguments.of("finding", "kind", Finding.Answer.values()),
        Arguments.of("answer-of-verify", "verdict", Finding.Answer.values()));
  }

  @ParameterizedTest
  @MethodSource("constants")
  void eachConstantOfAFieldIsDocumented(String anchor, String field, Enum<?>[] constants) {
    String description = page.fields(anchor).getOrDefault(field, "");

    assertEquals(
        List.of(),
        Arrays.stream(constants)
            .map(each -> "`" + each.name().toLowerCase(Locale.ROOT).replace('_', '-') + "`")
            .filter(word -> !description.contains(word))
            .toList());
  }

  @Test
  void eachLinkWithinThePageLeadsToAHeading() {
    assertEquals(List.of(), page.brokenLinks());
  }

  /** Holds the file against the section that is named as the file is. */
  private void walk(Path file) throws IOException {
    String anchor = file.getFileName().toString().replace(".json", "");
    try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
      json.nextToken();
      json.nextToken();
      field(json, COMMON);
      object(json, anchor);
    }
  }

  private void object(JsonParser json, String anchor) throws IOException {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      field(json, anchor);
    }
  }

  private void field(JsonParser json, String anchor) throws IOException {
    String name = json.currentName();
    json.nextToken();
    Optional<FormatsPage.Field> field = page.field(anchor, name);
    if (field.isPresent()) {
      seen.add(field.get().anchor() + "/" + name);
      value(json, field.get());
    } else {
      undocumented.add(anchor + "/" + name);
      json.skipChildren();
    }
  }

  private void value(JsonParser json, FormatsPage.Field field) throws IOException {
    if (json.currentToken() == JsonToken.START_ARRAY) {
      while (json.nextToken() != JsonToken.END_ARRAY) {
        value(json, field);
      }
    } else if (json.currentToken() == JsonToken.START_OBJECT && !field.isMap()) {
      if (field.type().isEmpty()) {
        undocumented.add("the fields of " + field.anchor() + "/" + field.name());
        json.skipChildren();
      } else {
        object(json, field.type().get());
      }
    } else {
      json.skipChildren();
    }
  }
}
