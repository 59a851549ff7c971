package io.sluice.testbed.shown;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * A report of surefire or failsafe about one test class: {@code TEST-<class>.xml}.
 *
 * @param testClass simple name
 * @param written when the file was; the file itself holds no time
 */
record TestReport(String testClass, Instant written, List<Case> cases) {
  /** The end of one call of a test method. */
  enum End {
    PASSED,
    SKIPPED,
    FAILED
  }

  /**
   * One call of a test method.
   *
   * @param method empty where a class was skipped as a whole
   */
  record Case(String method, End end) {}

  TestReport {
    cases = List.copyOf(cases);
  }

  static TestReport read(Path file) throws IOException {
    String name = file.toAbsolutePath().getFileName().toString();
    String className = name.substring("TEST-".length(), name.length() - ".xml".length());
    String simple = className.substring(className.lastIndexOf('.') + 1);
    Reading reading = new Reading(className);
    try (InputStream in = Files.newInputStream(file)) {
      SAXParserFactory.newDefaultInstance().newSAXParser().parse(in, reading);
    } catch (SAXException | ParserConfigurationException e) {
      throw new IOException("Cannot read report " + file + ": " + e.getMessage(), e);
    }
    return new TestReport(simple, Files.getLastModifiedTime(file).toInstant(), reading.cases);
  }

  private static final class Reading extends DefaultHandler {
    private final String className;
    private final List<Case> cases = new ArrayList<>();
    private String method = "";
    private End end = End.PASSED;

    Reading(String className) {
      this.className = className;
    }

    @Override
    public void startElement(String uri, String localName, String element, Attributes attributes) {
      switch (element) {
        case "testcase" -> {
          method = method(String.valueOf(attributes.getValue("name")), className);
          end = End.PASSED;
        }
        case "skipped" -> end = End.SKIPPED;
        case "failure", "error" -> end = End.FAILED;
        default -> {
          // Properties, output and the like.
        }
      }
    }

    @Override
    public void endElement(String uri, String localName, String element) {
      if (element.equals("testcase")) {
        cases.add(new Case(method, end));
      }
    }
  }

  /** Without the parameters, and without the number of a parameterized call. */
  private static String method(String name, String className) {
    String method = name.split("[(\\[{ ]", 2)[0];
    return method.equals(className) || method.equals("null") ? "" : method;
  }
}
