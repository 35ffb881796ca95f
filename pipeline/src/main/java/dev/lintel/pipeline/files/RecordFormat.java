package dev.lintel.pipeline.files;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the records of a file are written as. */
public enum RecordFormat {
  CSV,
  /** One JSON object a line, from column to value. */
  JSONL,
  AVRO,
  PARQUET,
  /** One rejected record a line; never inferred from a name. */
  REJECTED;

  private static final Pattern COMPRESSION = Pattern.compile("\\.(gz|zst|bz2|deflate|lzo|snappy)$");

  /** What Beam and Google's export append to the names of the parts of one file. */
  private static final Pattern SHARD = Pattern.compile("-\\d+-of-\\d+");

  /** The name that an option has for it. */
  public String optionName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The extension, without a dot, of the files that are written in it. */
  public String extension() {
    return this == REJECTED ? JSONL.extension() : optionName();
  }

  /**
   * The format that a file's extension stands for, the one before {@code .gz} or {@code .zst} if it
   * has two; empty if it stands for none.
   */
  public static Optional<RecordFormat> ofFileName(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    name = SHARD.matcher(COMPRESSION.matcher(name).replaceFirst("")).replaceFirst("");
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "csv", "tsv", "txt", "dat" -> Optional.of(CSV);
      case "jsonl", "ndjson", "json" -> Optional.of(JSONL);
      case "avro" -> Optional.of(AVRO);
      case "parquet" -> Optional.of(PARQUET);
      default -> Optional.empty();
    };
  }
}
