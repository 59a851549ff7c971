package io.sluice.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tests that docs/architecture.md and the code agree, name for name. */
class ArchitecturePageTest {
  private static final Pattern CLASS = Pattern.compile("`([A-Z][A-Za-z]*[a-z][A-Za-z]*)`");
  private static final Pattern PACKAGE =
      Pattern.compile("^\\| `(io\\.sluice[a-z.]*)` \\|", Pattern.MULTILINE);

  /** Rules of the house, which stand beside this test. */
  private static final Set<String> TESTS =
      Set.of("ArchitecturePageTest", "ArrowsTest", "PlacesTest");

  private final String page;

  ArchitecturePageTest() throws IOException {
    page = Files.readString(Path.of("../docs/architecture.md"));
  }

  @Test
  void everyClassThatItNamesIsThere() {
    Set<String> there =
        House.MAIN_CLASSES.stream().map(JavaClass::getSimpleName).collect(Collectors.toSet());
    List<String> gone =
        named(CLASS).stream()
            .filter(name -> !there.contains(name) && !TESTS.contains(name))
            .toList();
    assertEquals(List.of(), gone, "named in docs/architecture.md, and not in the code");
  }

  @Test
  void itHasALineForEveryPackage() {
    Set<String> packages =
        House.MAIN_CLASSES.stream()
            .map(JavaClass::getPackageName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(packages, named(PACKAGE));
  }

  private Set<String> named(Pattern pattern) {
    return pattern
        .matcher(page)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
