package io.sluice.tracker.lock;

import io.sluice.tracker.json.JsonFile;
import io.sluice.tracker.json.NewerFormatException;
import io.sluice.tracker.json.ObjectReader;
import io.sluice.tracker.json.UnreadableStateException;
import java.io.IOException;

/**
 * The holder of the lock.
 *
 * @param pid of the client's process
 */
public record LockHolder(String runId, String host, long pid, String user) {
  private static final int FORMAT = 1;

  byte[] toBytes() {
    return JsonFile.write(
        FORMAT,
        out -> {
          out.writeStringField("runId", runId);
          out.writeStringField("host", host);
          out.writeNumberField("pid", pid);
          out.writeStringField("user", user);
        });
  }

  static LockHolder of(byte[] content, String path) throws UnreadableStateException {
    try {
      return JsonFile.read(content, path, FORMAT, LockHolder::read);
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

  private static LockHolder read(ObjectReader in) throws IOException {
    String runId = "";
    String host = "";
    long pid = 0;
    String user = "";
    while (in.next()) {
      switch (in.name()) {
        case "runId" -> runId = in.string();
        case "host" -> host = in.string();
        case "pid" -> pid = in.longValue();
        case "user" -> user = in.string();
        default -> throw in.unknownField();
      }
    }
    in.require("runId", "host", "pid", "user");
    return new LockHolder(runId, host, pid, user);
  }
}
