package io.sluice.testbed.shown;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What surefire or failsafe reports of one test class: {@code TEST-<class>.xml}.
 *
 * @param testClass simple name
 * @param written when the file was; the file itself holds no time
 */
record TestReport(String testClass, Instant written, List<Case> cases) {
  /** How one call of a test method ended. */
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
    try (InputStream in = Files.newInputStream(file)) {
      return new TestReport(
          simple, Files.getLastModifiedTime(file).toInstant(), cases(in, className));
    } catch (XMLStreamException e) {
      throw new IOException("Cannot read report " + file + ": " + e.getMessage(), e);
    }
  }

  private static List<Case> cases(InputStream in, String className) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    XMLStreamReader xml = factory.createXMLStreamReader(in);
    List<Case> cases = new ArrayList<>();
    String method = "";
    End end = End.PASSED;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        switch (xml.getLocalName()) {
          case "testcase" -> {
            method = method(String.valueOf(xml.getAttributeValue(null, "name")), className);
            end = End.PASSED;
          }
          case "skipped" -> end = End.SKIPPED;
          case "failure", "error" -> end = End.FAILED;
          default -> {
            // Properties, output and the like.
          }
        }
      } else if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("testcase")) {
        cases.add(new Case(method, end));
      }
    }
    return cases;
  }

  /** Without the parameters, and without the number of a parameterized call. */
  private static String method(String name, String className) {
    String method = name.split("[(\\[{ ]", 2)[0];
    return method.equals(className) || method.equals("null") ? "" : method;
  }
}
