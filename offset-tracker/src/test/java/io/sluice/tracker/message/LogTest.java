package io.sluice.tracker.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.helpers.FormattingTuple;
import org.slf4j.helpers.MessageFormatter;

class LogTest {
  private static final String FORGED =
      "a\u001b[2J\r\n2026-11-28 ERROR forged\u202e" + "x".repeat(1 << 20);

  private final List<FormattingTuple> lines = new ArrayList<>();

  private final Log log =
      new Log(
          (Logger)
              Proxy.newProxyInstance(
                  getClass().getClassLoader(),
                  new Class<?>[] {Logger.class},
                  (self, method, arguments) -> {
                    if (method.getName().startsWith("is")) {
                      return true;
                    }
                    lines.add(
                        MessageFormatter.arrayFormat(
                            (String) arguments[0], (Object[]) arguments[1]));
                    return null;
                  }));

  @Test
  void aValueOfOthersForgesNoLine() {
    log.info("Left: topic={} why={}", "orders", FORGED);

    String line = lines.get(0).getMessage();
    assertTrue(line.startsWith("Left: topic=orders why=a\\u001b[2J 2026"), line.substring(0, 60));
    assertTrue(isClean(line));
    assertTrue(line.length() < 2_000);
  }

  @Test
  void theMessagesOfAnExceptionAndItsCausesForgeNoLine() {
    IOException error = new IOException(FORGED, new IllegalStateException(FORGED));
    error.addSuppressed(new RuntimeException(FORGED, error));

    log.warn("Cannot do it: topic={}", "orders", error);

    StringWriter text = new StringWriter();
    lines.get(0).getThrowable().printStackTrace(new PrintWriter(text));
    assertEquals("Cannot do it: topic=orders", lines.get(0).getMessage());
    List<String> said =
        text.toString()
            .lines()
            .filter(line -> !line.startsWith("\tat ") && !line.contains("\t... "))
            .filter(line -> !line.startsWith("\t\tat "))
            .toList();
    assertEquals(3, said.size(), () -> shortened(said));
    assertTrue(said.get(0).startsWith("java.io.IOException: a\\u001b[2J 2026"));
    assertTrue(said.get(2).startsWith("Caused by: java.lang.IllegalStateException: a\\u001b"));
    assertTrue(said.stream().allMatch(LogTest::isClean), () -> shortened(said));
    assertTrue(text.toString().contains("LogTest.theMessagesOfAnException"));
  }

  @Test
  void aCycleOfCausesEnds() {
    RuntimeException outer = new RuntimeException("outer");
    RuntimeException inner = new RuntimeException("inner", outer);
    outer.initCause(inner);

    log.error("Cannot do it", outer);

    assertEquals("java.lang.RuntimeException: outer", lines.get(0).getThrowable().toString());
  }

  private static String shortened(List<String> lines) {
    return lines.stream()
        .map(line -> line.substring(0, Math.min(80, line.length())))
        .collect(Collectors.joining("\n"));
  }

  private static boolean isClean(String line) {
    return line.length() < 2_000
        && line.strip().chars().noneMatch(c -> Character.isISOControl(c) || c == '\u202e');
  }
}
