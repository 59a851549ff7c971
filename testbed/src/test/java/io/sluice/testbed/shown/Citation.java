package io.sluice.testbed.shown;

/**
 * A test that a document names.
 *
 * @param line in the document, from 1
 * @param testClass simple name
 * @param method empty if the whole class is meant
 */
record Citation(String document, int line, String testClass, String method) {
  String test() {
    return method.isEmpty() ? testClass : testClass + "." + method;
  }

  String place() {
    return document + ":" + line;
  }
}
