package dev.lintel.pipeline.summary;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The name of one run of a job, such as {@code 2026-11-23T08-00-00Z-4f2a}. Names sort by start
 * time, are valid file names, and differ between runs of one second (in 65,535 of 65,536 cases).
 */
public record RunId(String value) {

  private static final Pattern SHAPE =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}-\\d{2}-\\d{2}Z-[0-9a-f]{4}");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  public RunId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not a run id: " + value);
    }
  }

  public static RunId at(Instant start, RandomGenerator random) {
    return new RunId(TIME.format(start) + String.format("-%04x", random.nextInt(0x10000)));
  }

  @Override
  public String toString() {
    return value;
  }
}
