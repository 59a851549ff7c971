package io.sluice.tracker.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.tracker.entry.Entry;
import io.sluice.tracker.entry.EntryHeader;
import io.sluice.tracker.entry.OffsetEntry;
import io.sluice.tracker.entry.UpkeepEntry;
import io.sluice.tracker.json.JsonFile;
import io.sluice.tracker.json.ObjectReader;
import io.sluice.tracker.json.UnreadableStateException;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * An entry as it is stored: one JSON object in gzip, first its kind, then what all kinds have in
 * common up to {@code previous}, then what the kind has.
 */
public final class EntryCodec {
  private static final int FORMAT = 1;

  private EntryCodec() {}

  public static byte[] write(Entry entry) {
    return JsonFile.writeGzip(FORMAT, out -> write(out, entry));
  }

  private static void write(JsonGenerator out, Entry entry) throws IOException {
    if (entry instanceof OffsetEntry offsets) {
      out.writeStringField("kind", OffsetEntryJson.kind(offsets));
      writeHeader(out, entry.header());
      OffsetEntryJson.write(out, offsets);
    } else if (entry instanceof UpkeepEntry upkeep) {
      out.writeStringField("kind", UpkeepEntryJson.kind(upkeep));
      writeHeader(out, entry.header());
      UpkeepEntryJson.write(out, upkeep);
    }
  }

  private static void writeHeader(JsonGenerator out, EntryHeader header) throws IOException {
    out.writeNumberField("version", header.version());
    out.writeStringField("ingestion", header.ingestion());
    out.writeStringField("ledgerId", header.ledgerId());
    out.writeStringField("runId", header.runId());
    out.writeNumberField("writtenAt", header.writtenAt());
    out.writeStringField("writtenBy", header.writtenBy());
    out.writeStringField("user", header.user());
    out.writeStringField("clusterId", header.clusterId());
    out.writeStringField("fileSystem", header.fileSystem());
    out.writeStringField("previous", header.previous());
  }

  /**
   * Reads an entry.
   *
   * @param path for messages
   */
  public static Entry read(byte[] content, String path) throws UnreadableStateException {
    return JsonFile.readGzip(content, path, FORMAT, EntryCodec::read);
  }

  /** Reads what all kinds have in common, and no further. */
  static EntryHeader readHeader(byte[] content, String path) throws UnreadableStateException {
    return JsonFile.readGzip(
        content,
        path,
        FORMAT,
        in -> {
          readKind(in);
          return readHeader(in);
        });
  }

  private static Entry read(ObjectReader in) throws IOException {
    String kind = readKind(in);
    if (OffsetEntryJson.KINDS.contains(kind)) {
      return OffsetEntryJson.read(kind, readHeader(in), in);
    }
    if (UpkeepEntryJson.KINDS.contains(kind)) {
      return UpkeepEntryJson.read(kind, readHeader(in), in);
    }
    throw in.newer("kind '" + kind + "'");
  }

  private static String readKind(ObjectReader in) throws IOException {
    String kind = in.next() && in.name().equals("kind") ? in.string() : "";
    in.require("kind");
    return kind;
  }

  private static EntryHeader readHeader(ObjectReader in) throws IOException {
    long version = 0;
    String ingestion = "";
    String ledgerId = "";
    String runId = "";
    long writtenAt = 0;
    String writtenBy = "";
    String user = "";
    String clusterId = "";
    String fileSystem = "";
    String previous = "";
    while (in.next()) {
      switch (in.name()) {
        case "version" -> version = in.longValue();
        case "ingestion" -> ingestion = in.string();
        case "ledgerId" -> ledgerId = in.string();
        case "runId" -> runId = in.string();
        case "writtenAt" -> writtenAt = in.longValue();
        case "writtenBy" -> writtenBy = in.string();
        case "user" -> user = in.string();
        case "clusterId" -> clusterId = in.string();
        case "fileSystem" -> fileSystem = in.string();
        case "previous" -> previous = in.string();
        default -> throw in.unknownField();
      }
      if (in.name().equals("previous")) {
        break;
      }
    }
    in.require("version", "ingestion", "ledgerId", "runId", "writtenAt", "writtenBy", "user");
    in.require("clusterId", "fileSystem", "previous");
    return new EntryHeader(
        ingestion,
        ledgerId,
        version,
        runId,
        writtenAt,
        writtenBy,
        user,
        clusterId,
        fileSystem,
        previous);
  }

  /** SHA-256 of the stored bytes in hex, which the successor carries. */
  public static String checksum(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
