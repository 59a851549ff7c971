package io.sluice.testbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StackRequestTest {
  @Test
  void optionsAndPartsMayComeInAnyOrder() {
    StackRequest request =
        StackRequest.parse(
            List.of("kafka", "--brokers", "3", "--hadoop", "3.3.6", "--work", "/w", "yarn"));

    assertEquals(Path.of("/w"), request.work());
    assertEquals(Set.of(StackPart.KAFKA, StackPart.YARN), request.parts());
    assertEquals(3, request.settings().kafka().brokers());
    assertEquals("3.3.6", request.settings().hadoop().version());
  }

  @Test
  void hdfsIsNotStartedBeforeYarnThatBringsIt() {
    StackRequest request = StackRequest.parse(List.of("hdfs", "yarn", "--work", "/w"));

    assertEquals(Set.of(StackPart.YARN), request.parts());
  }

  @Test
  void whatCannotBeUnderstoodIsRefusedWithItsName() {
    assertRefused("Cannot start 'spark': no such part of the stack.", "--work", "/w", "spark");
    assertRefused("Cannot use --brokers: its value is missing.", "kafka", "--brokers");
    assertRefused("Cannot use --brokers two: it is no whole number.", "--brokers", "two");
    assertRefused(
        "Cannot start a stack: a directory (--work) and at least one part are needed.", "kafka");
  }

  private static void assertRefused(String message, String... arguments) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> StackRequest.parse(List.of(arguments)))
            .getMessage());
  }
}
