package org.powermock.api.mockito.expectation;

import org.mockito.stubbing.OngoingStubbing;

/**
 * A stand-in for the class of PowerMock that MRUnit calls; see {@link
 * org.powermock.api.mockito.PowerMockito}.
 */
public interface ConstructorExpectationSetup<T> {
  OngoingStubbing<T> withArguments(Object first, Object... more);
}
