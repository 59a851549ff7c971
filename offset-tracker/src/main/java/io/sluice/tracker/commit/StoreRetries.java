package io.sluice.tracker.commit;

import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.message.Log;
import io.sluice.tracker.store.RetryPolicy;
import java.io.IOException;

/** Asks the store again while it does not answer. */
record StoreRetries(RetryPolicy retryPolicy) {
  private static final Log LOG = Log.of(StoreRetries.class);

  interface Question<T> {
    T ask() throws IOException;
  }

  /**
   * Throws the exception of the last try. There is no retry for a state that cannot be understood.
   */
  <T> T until(Question<T> question) throws IOException {
    RetryPolicy.Tries tries = retryPolicy.begin();
    while (true) {
      try {
        return question.ask();
      } catch (UnreadableStateException e) {
        throw e;
      } catch (IOException e) {
        if (tries.isToBeLogged()) {
          LOG.warn("The store did not answer", e);
        }
        if (!tries.again()) {
          throw e;
        }
      }
    }
  }
}
