package io.sluice.tracker.run;

import static io.sluice.tracker.json.Field.constant;
import static io.sluice.tracker.json.Field.inline;
import static io.sluice.tracker.json.Field.integer;
import static io.sluice.tracker.json.Field.list;
import static io.sluice.tracker.json.Field.message;
import static io.sluice.tracker.json.Field.number;
import static io.sluice.tracker.json.Field.optional;
import static io.sluice.tracker.json.Field.text;
import static io.sluice.tracker.json.Field.value;

import io.sluice.tracker.json.Form;
import io.sluice.tracker.json.JsonFile;
import io.sluice.tracker.json.RecordForm;
import io.sluice.tracker.json.SharedForms;
import io.sluice.tracker.json.UnreadableStateException;
import io.sluice.tracker.offset.PieceOutcome;
import io.sluice.tracker.offset.RangeFailure;
import java.util.OptionalLong;

/** A manifest as JSON. */
public final class ManifestCodec {
  private static final RecordForm<PieceOutcome> PIECE =
      RecordForm.of(
          PieceOutcome.class,
          inline("range", SharedForms.RANGE),
          number("reached"),
          integer("firstEpoch"),
          integer("lastEpoch"),
          number("records"),
          number("quarantined"),
          number("greatestEventTime").orElse(PieceOutcome.NO_EVENT_TIME),
          list("gaps", SharedForms.GAP),
          optional(
              "failure",
              RecordForm.of(
                  RangeFailure.class,
                  constant("kind", RangeFailure.Kind.class),
                  message("message"),
                  value("readableFrom", Form.NUMBER.as(OptionalLong::of, OptionalLong::getAsLong))
                      .orElse(OptionalLong.empty()))));

  private static final JsonFile<Manifest> FILE =
      JsonFile.plain(
          1,
          RecordForm.of(
              Manifest.class,
              text("runId"),
              number("base"),
              integer("task"),
              text("attempt"),
              list("pieces", PIECE),
              list("files", SharedForms.FILE),
              value(
                  "spoiledTopics",
                  Form.map(
                      RecordForm.of(Spoiled.class, text("topic"), message("reason")),
                      Spoiled::topic,
                      Spoiled::reason,
                      Spoiled::new))));

  private ManifestCodec() {}

  private record Spoiled(String topic, String reason) {}

  public static byte[] write(Manifest manifest) {
    return FILE.write(manifest);
  }

  /**
   * Reads a manifest.
   *
   * @param path for messages
   */
  public static Manifest read(byte[] content, String path) throws UnreadableStateException {
    return FILE.read(content, path);
  }
}
