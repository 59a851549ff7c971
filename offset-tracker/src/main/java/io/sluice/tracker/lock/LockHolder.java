package io.sluice.tracker.lock;

import static io.sluice.tracker.json.Field.number;
import static io.sluice.tracker.json.Field.text;

import io.sluice.tracker.json.JsonFile;
import io.sluice.tracker.json.NewerFormatException;
import io.sluice.tracker.json.RecordForm;
import io.sluice.tracker.json.UnreadableStateException;

/**
 * The holder of the lock.
 *
 * @param pid of the client's process
 */
public record LockHolder(String runId, String host, long pid, String user) {
  private static final JsonFile<LockHolder> FILE =
      JsonFile.plain(
          1,
          RecordForm.of(
              LockHolder.class, text("runId"), text("host"), number("pid"), text("user")));

  byte[] toBytes() {
    return FILE.write(this);
  }

  static LockHolder of(byte[] content, String path) throws UnreadableStateException {
    try {
      return FILE.read(content, path);
    } catch (NewerFormatException e) {
      throw e;
    } catch (UnreadableStateException e) {
      throw new UnreadableStateException(
          "Cannot read who holds lock "
              + path
              + ": somebody else than Sluice has changed it. If no run of the ingestion is active,"
              + " move it away and start the run again. It said: "
              + e.getMessage(),
          e);
    }
  }
}
