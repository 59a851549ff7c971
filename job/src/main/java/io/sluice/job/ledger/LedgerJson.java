package io.sluice.job.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.job.ledger.LedgerChain.Link;
import java.io.IOException;
import java.util.List;
import java.util.function.LongPredicate;

/** The list of a ledger's entries for machines. One entry is shown as it is stored. */
final class LedgerJson {

  private LedgerJson() {}

  static void write(JsonGenerator json, List<Link> links, LongPredicate published)
      throws IOException {
    json.writeArrayFieldStart("entries");
    for (Link link : links) {
      json.writeStartObject();
      json.writeNumberField("version", link.version());
      if (link instanceof Link.Reached reached) {
        json.writeBooleanField("counts", true);
        json.writeBooleanField("published", published.test(link.version()));
        fields(json, EntryLine.of(reached.entry().entry()));
      } else if (link instanceof Link.NotReached loose) {
        json.writeBooleanField("counts", false);
        json.writeStringField("why", loose.why());
        fields(json, EntryLine.of(loose.entry().entry()));
      } else if (link instanceof Link.Unreadable unreadable) {
        json.writeBooleanField("counts", false);
        json.writeStringField("why", unreadable.why());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void fields(JsonGenerator json, EntryLine line) throws IOException {
    json.writeStringField("kind", line.kind());
    json.writeStringField("writtenAt", line.writtenAt().toString());
    json.writeStringField("runId", line.runId());
    json.writeStringField("user", line.user());
    json.writeNumberField("records", line.records());
    json.writeNumberField("quarantined", line.quarantined());
    json.writeNumberField("files", line.files());
    json.writeNumberField("bytes", line.bytes());
    json.writeNumberField("held", line.held());
    json.writeNumberField("losses", line.losses());
    json.writeStringField("reason", line.reason());
  }
}
