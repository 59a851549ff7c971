package io.sluice.testbed.process;

/** Fails at once when it is called without arguments. */
public final class DyingProgram {
  private DyingProgram() {}

  public static void main(String[] arguments) {
    if (arguments.length == 0) {
      throw new IllegalStateException("no more room");
    }
  }
}
