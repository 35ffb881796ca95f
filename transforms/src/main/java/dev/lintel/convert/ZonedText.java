package dev.lintel.convert;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** Places a local time in a time zone. */
final class ZonedText {
  private ZonedText() {}

  /**
   * Returns the offset of a local time; of a time that occurs twice, that of the earlier one.
   *
   * @throws Unconvertible if the time does not occur
   */
  static ZoneOffset offset(LocalDateTime local, ZoneId zone) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    if (offsets.isEmpty()) {
      throw new Unconvertible(
          "a time that does not occur in " + zone + ", where clocks are set forward then");
    }
    return offsets.get(0);
  }
}
