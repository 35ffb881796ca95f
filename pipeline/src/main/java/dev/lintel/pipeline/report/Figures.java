package dev.lintel.pipeline.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers as a page shows them. */
public final class Figures {

  private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Figures() {}

  /** Such as 2026-11-24 17:59:42 UTC. */
  public static String time(Instant time) {
    return TIME.format(time);
  }

  /** Such as 1,234,567. */
  public static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** Such as 950, 1.25 k, 35 M, for the labels of an axis. */
  public static String brief(double value) {
    String[] units = {"", " k", " M", " G", " T"};
    int unit = 0;
    double scaled = value;
    while (scaled >= 1000 && unit < units.length - 1) {
      scaled /= 1000;
      unit++;
    }
    // Without the zeros at the end, which would make labels of different length.
    return new BigDecimal(scaled)
            .setScale(2, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString()
        + units[unit];
  }

  /** A coordinate in a picture: less than a tenth of its unit is not visible. */
  public static String coordinate(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** Such as 512 B, 1.5 MiB. */
  public static String bytes(long bytes) {
    int unit = 0;
    double scaled = bytes;
    while (scaled >= 1024 && unit < BYTE_UNITS.length - 1) {
      scaled /= 1024;
      unit++;
    }
    return unit == 0
        ? bytes + " B"
        : String.format(Locale.ROOT, "%.1f %s", scaled, BYTE_UNITS[unit]);
  }

  /** Such as 4.2 ms, 1,250 ms. */
  static String millis(Duration duration) {
    double millis = duration.toNanos() / 1e6;
    return String.format(Locale.ROOT, millis < 100 ? "%.1f ms" : "%,.0f ms", millis);
  }
}
