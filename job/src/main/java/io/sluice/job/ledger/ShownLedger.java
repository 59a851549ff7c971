package io.sluice.job.ledger;

import io.sluice.job.ingestion.OpenIngestion;
import io.sluice.job.ledger.LedgerChain.Link;
import io.sluice.tracker.json.BoundedInput;
import io.sluice.tracker.json.StateBounds;
import io.sluice.tracker.ledger.Ledger;
import io.sluice.tracker.ledger.PublishedMarks;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.store.Store;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.zip.GZIPInputStream;

/** One of an ingestion's two ledgers, with the files that it consists of. */
record ShownLedger(Ledger ledger, Layout layout, Store store) {

  static ShownLedger ofOffsets(OpenIngestion open) {
    return new ShownLedger(open.tracker().ledger(), open.layout(), open.store());
  }

  static ShownLedger ofMaintenance(OpenIngestion open) {
    return new ShownLedger(open.tracker().maintenance(), open.layout().maintenance(), open.store());
  }

  /** Reads which of these entries are published. */
  LongPredicate published(List<Link> links) throws IOException {
    PublishedMarks marks = new PublishedMarks(store, layout);
    Map<Long, Boolean> published = new HashMap<>();
    for (Link link : links) {
      if (link instanceof Link.Reached reached) {
        // Another entry's mark does not keep the ledger from being listed: verify reports it.
        published.put(
            link.version(),
            reached.entry().entry().files().isEmpty()
                || marks.checksum(link.version()).equals(Optional.of(reached.entry().checksum())));
      }
    }
    return version -> published.getOrDefault(version, false);
  }

  /** The JSON of an entry, as it is stored. */
  String asStored(long version) throws IOException {
    byte[] content = store.read(layout.entry(version)).orElse(new byte[0]);
    try (InputStream text =
        new BoundedInput(
            new GZIPInputStream(new ByteArrayInputStream(content)),
            layout.entry(version),
            StateBounds.OF_THIS_PROCESS.bytes())) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
