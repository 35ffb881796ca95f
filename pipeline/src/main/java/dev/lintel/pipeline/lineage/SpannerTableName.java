package dev.lintel.pipeline.lineage;

import dev.lintel.connection.SpannerLineage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A table of a Spanner database, or tables of it that are not known.
 *
 * @param table null if it is not known
 */
record SpannerTableName(
    String project, String instance, String databaseId, @Nullable String table) {

  /**
   * Parses a name of Beam's lineage, {@code spanner:PROJECT.CONFIG.INSTANCE.DATABASE.TABLE}, in
   * which segments with reserved characters are in backticks.
   *
   * @return empty for a name of another system, and for one that Beam has cut off
   */
  static Optional<SpannerTableName> parse(String name) {
    String prefix = SpannerLineage.SYSTEM + ":";
    if (!name.startsWith(prefix)) {
      return Optional.empty();
    }
    List<String> segments = segments(name.substring(prefix.length()));
    return switch (segments.size()) {
      case 4 ->
          Optional.of(
              new SpannerTableName(segments.get(0), segments.get(2), segments.get(3), null));
      case 5 ->
          Optional.of(
              new SpannerTableName(
                  segments.get(0), segments.get(2), segments.get(3), segments.get(4)));
      default -> Optional.empty();
    };
  }

  private static List<String> segments(String text) {
    List<String> segments = new ArrayList<>();
    var segment = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '`') {
        if (i + 1 < text.length() && text.charAt(i + 1) == '`') {
          segment.append(c);
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == '.' && !quoted) {
        segments.add(segment.toString());
        segment.setLength(0);
      } else {
        segment.append(c);
      }
    }
    segments.add(segment.toString());
    return segments;
  }

  /** The resource name of the database. */
  String database() {
    return "projects/%s/instances/%s/databases/%s".formatted(project, instance, databaseId);
  }

  /** OpenLineage's namespace of Spanner datasets. */
  String namespace() {
    return "spanner://%s:%s".formatted(project, instance);
  }

  /** OpenLineage's name of the dataset, {@code DATABASE.TABLE} or {@code DATABASE.SCHEMA.TABLE}. */
  String name() {
    return table == null ? databaseId : databaseId + "." + table;
  }
}
