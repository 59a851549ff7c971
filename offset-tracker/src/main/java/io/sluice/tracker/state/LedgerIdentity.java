package io.sluice.tracker.state;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sluice.tracker.ledger.LedgerDamagedException;
import io.sluice.tracker.ledger.StoredEntry;
import io.sluice.tracker.run.Layout;
import io.sluice.tracker.store.Store;
import java.io.IOException;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The random ID of a ledger, which distinguishes it from others of the same name. It is put if
 * absent in a file of the state directory before the first plan, and each entry contains it.
 * Directories of topics and staged files belong to this ID.
 */
public final class LedgerIdentity {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final int LENGTH = 12;

  private final Store store;
  private final Layout layout;
  private final RandomGenerator random;

  public LedgerIdentity(Store store, Layout layout, RandomGenerator random) {
    this.store = store;
    this.layout = layout;
    this.random = random;
  }

  /**
   * The ledger's ID, created if there is none. If the file is gone and there is a ledger, for
   * example after an incomplete restore, the file is written again with the ID of the ledger.
   *
   * @param head of the ledger of offsets
   * @throws LedgerDamagedException if the file and the ledger have different IDs
   */
  public String claim(Optional<StoredEntry> head) throws IOException {
    Optional<String> stored = stored();
    Optional<String> known = known(head, stored);
    if (known.isPresent() && stored.isPresent()) {
      return known.get();
    }
    store.putIfAbsent(layout.ledgerId(), known.orElseGet(this::fresh).getBytes(US_ASCII));
    return known(head)
        .orElseThrow(
            () ->
                new IOException(
                    "Cannot read " + layout.ledgerId() + " back: it was put and is not there."));
  }

  /**
   * The ledger's ID, without creating one.
   *
   * @return empty if neither the ledger nor the file has one
   */
  public Optional<String> known(Optional<StoredEntry> head) throws IOException {
    return known(head, stored());
  }

  private Optional<String> known(Optional<StoredEntry> head, Optional<String> stored)
      throws LedgerDamagedException {
    Optional<String> carried = head.map(each -> each.entry().header().ledgerId());
    if (stored.isPresent() && carried.isPresent() && !stored.equals(carried)) {
      throw LedgerDamagedException.otherId(layout.ledgerId(), stored.get(), carried.get());
    }
    return carried.isPresent() ? carried : stored;
  }

  private Optional<String> stored() throws IOException {
    Optional<String> stored =
        store.read(layout.ledgerId()).map(content -> new String(content, US_ASCII).strip());
    if (stored.isPresent() && !stored.get().matches("[a-z0-9]{1,64}")) {
      throw new LedgerDamagedException(
          layout.ledgerId(), "it holds no ID of small letters and digits");
    }
    return stored;
  }

  private String fresh() {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }
}
