package org.powermock.api.mockito;

import org.mockito.Mockito;
import org.mockito.stubbing.OngoingStubbing;
import org.powermock.api.mockito.expectation.ConstructorExpectationSetup;

/**
 * Stands in for PowerMock, which does not run on this Java. MRUnit asks it to catch {@code new
 * MultipleOutputs(…)} before each run; no mapper here makes one, so there is nothing to catch.
 */
public final class PowerMockito {
  private PowerMockito() {}

  @SuppressWarnings("unchecked")
  public static <T> ConstructorExpectationSetup<T> whenNew(Class<T> type) {
    OngoingStubbing<T> nothing = Mockito.mock(OngoingStubbing.class);
    return (first, more) -> nothing;
  }
}
