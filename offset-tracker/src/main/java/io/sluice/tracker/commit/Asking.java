package io.sluice.tracker.commit;

import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.message.Log;
import io.sluice.tracker.store.Patience;
import java.io.IOException;

/** Asks the store again while it does not answer. */
record Asking(Patience patience) {
  private static final Log LOG = Log.of(Asking.class);

  interface Question<T> {
    T ask() throws IOException;
  }

  /**
   * Throws the exception of the last try. There is no retry for a state that cannot be understood.
   */
  <T> T until(Question<T> question) throws IOException {
    Patience.Tries tries = patience.begin();
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
