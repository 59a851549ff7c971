package io.sluice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

  @ParameterizedTest
  @CsvSource({"1.8, true", "9, true", "11, true", "17, false", "25, false", "unknown, false"})
  void javaBefore17IsTooOld(String specificationVersion, boolean tooOld) {
    assertEquals(tooOld, Main.isTooOld(specificationVersion));
  }

  @Test
  void saysWhichJavaItFoundAndWhichItNeeds() {
    assertEquals(
        "Cannot start Sluice on Java 1.8 (/opt/jdk8): it needs Java 17 or newer. Set SLUICE_JAVA_HOME to one.",
        Main.tooOld("1.8", "/opt/jdk8"));
  }

  @Test
  void aLeadingMainClassIsNoArgument() {
    String[] expected = {"run", "--local"};
    assertArrayEquals(
        expected, Main.withoutClassName(new String[] {"io.sluice.Main", "run", "--local"}));
    assertArrayEquals(
        expected, Main.withoutClassName(new String[] {"io.sluice.job.cli.Main", "run", "--local"}));
    assertArrayEquals(expected, Main.withoutClassName(expected));
    assertArrayEquals(new String[0], Main.withoutClassName(new String[0]));
  }
}
