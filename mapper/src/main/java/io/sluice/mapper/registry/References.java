package io.sluice.mapper.registry;

import io.sluice.mapper.registry.RegistryAnswer.Reference;
import io.sluice.mapper.registry.RegistryException.Prospect;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The schemas to which a schema refers, directly and indirectly. A user who can register schemas
 * could create an endless chain, so their number, depth and size are limited.
 */
final class References {
  private static final int MOST = 1_000;
  private static final int DEEPEST = 50;
  private static final long MOST_CHARACTERS = BoundedBody.MAX_BYTES;

  /** The content of a subject; a reference names one type of it. */
  private record Place(String subject, int version) {}

  private final RegistryHttp http;
  private final String what;
  private final RequestDeadline waiting;
  private final List<String> texts = new ArrayList<>();
  private final Set<Place> seen = new HashSet<>();
  private long characters;

  /**
   * Starts without a request.
   *
   * @param what refers to them, for messages
   */
  References(RegistryHttp http, String what, RequestDeadline waiting) {
    this.http = http;
    this.what = what;
    this.waiting = waiting;
  }

  /** Their texts, each after those to which it refers; the list may be extended. */
  List<String> texts(List<Reference> references) throws IOException {
    collect(references, 1);
    return texts;
  }

  private void collect(List<Reference> references, int depth) throws IOException {
    for (Reference reference : references) {
      Place place = new Place(reference.subject(), reference.version());
      if (!seen.add(place)) {
        continue;
      }
      bound(seen.size() > MOST, MOST + " others");
      bound(depth > DEEPEST, "others through " + DEEPEST + " others");
      RegistryAnswer answer = read(place);
      characters += answer.schema().length();
      bound(characters > MOST_CHARACTERS, "others of " + (MOST_CHARACTERS >> 20) + " MiB");
      collect(answer.references(), depth + 1);
      texts.add(answer.schema());
    }
  }

  private void bound(boolean isBeyond, String most) throws RegistryException {
    if (isBeyond) {
      throw new RegistryException(
          Prospect.LASTING,
          "Cannot read %s: it refers to more than %s. Correct it in the registry."
              .formatted(what, most));
    }
  }

  private RegistryAnswer read(Place place) throws IOException {
    String named =
        "version %d of subject %s, to which %s refers"
            .formatted(place.version(), place.subject(), what);
    String path =
        "/subjects/" + RegistrySchemas.encode(place.subject()) + "/versions/" + place.version();
    return RegistrySchemas.parse(
        http.ask(path, named, waiting)
            .orElseThrow(
                () ->
                    new RegistryException(
                        Prospect.LASTING,
                        "Cannot read %s: there is no %s. Register it again."
                            .formatted(what, named))),
        named);
  }
}
