package dev.lintel.pipeline.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The columns that are proposed as the key of a table.
 *
 * @param columns at least one
 * @param reason why, or what speaks against them; a whole sentence
 */
record KeyChoice(List<String> columns, String reason) {
  /** So many columns are tried in pairs. */
  private static final int MOST_IN_PAIRS = 8;

  /**
   * Chooses a key: a column that is different in each row, with a name like a key's if there is
   * one; else two such columns; else the first column without nulls.
   *
   * @return empty if no column can be a key
   */
  static Optional<KeyChoice> of(String table, KeyTexts rows) {
    List<String> candidates = new ArrayList<>(rows.columns());
    candidates.sort(Comparator.comparingInt(column -> rank(table, column)));
    if (candidates.isEmpty()) {
      return Optional.empty();
    }
    if (rows.count() == 0) {
      return choice(List.of(candidates.get(0)), "there are no records that show whether %s unique");
    }
    for (String column : candidates) {
      if (rows.isUnique(List.of(column))) {
        return choice(List.of(column), "%s unique in " + first(rows));
      }
    }
    List<String> inPairs =
        candidates.stream().filter(rows::isComplete).limit(MOST_IN_PAIRS).toList();
    for (int i = 0; i < inPairs.size(); i++) {
      for (int j = i + 1; j < inPairs.size(); j++) {
        List<String> pair = List.of(inPairs.get(i), inPairs.get(j));
        if (rows.isUnique(pair)) {
          return choice(pair, "%s unique in " + first(rows));
        }
      }
    }
    String column = inPairs.isEmpty() ? candidates.get(0) : inPairs.get(0);
    return choice(
        List.of(column),
        "%s NOT unique in "
            + first(rows)
            + ", nor is a pair of columns; rows would replace others");
  }

  private static Optional<KeyChoice> choice(List<String> columns, String reason) {
    String are = String.join(" and ", columns) + (columns.size() == 1 ? " is" : " together are");
    return Optional.of(new KeyChoice(columns, reason.formatted(are)));
  }

  private static String first(KeyTexts rows) {
    return rows.count() == 1 ? "the only record" : "the first %,d records".formatted(rows.count());
  }

  /** Lower for a name that more likely is the key's. */
  private static int rank(String table, String column) {
    String name = bare(column);
    String ofTable = bare(table);
    String one = ofTable.endsWith("s") ? ofTable.substring(0, ofTable.length() - 1) : ofTable;
    if (name.equals("id") || name.equals(ofTable + "id") || name.equals(one + "id")) {
      return 0;
    }
    if (name.equals("key") || name.equals("uuid") || name.equals("guid")) {
      return 1;
    }
    return column.endsWith("Id") || column.toLowerCase(Locale.ROOT).endsWith("_id") ? 2 : 3;
  }

  private static String bare(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "");
  }
}
