package io.sluice.testbed.cases;

/** A case did not give the outcome that its script says. */
final class CaseFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  CaseFailedException(ScriptLine line, String found, String output) {
    super("%s: found %s%n%s".formatted(line, found, output.indent(4)));
  }
}
