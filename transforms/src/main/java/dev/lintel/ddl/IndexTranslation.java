package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.lintel.ddl.IndexDefinition.Clause.Kind;
import dev.lintel.schema.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Translates the indexes of one table. Not thread-safe. */
final class IndexTranslation {
  private static final Pattern QUOTED = Pattern.compile("[`\"]([^`\"]+)[`\"]");
  private static final Pattern IS_NOT_NULL =
      Pattern.compile(
          "\\(?\\s*[`\"]?(\\w+)[`\"]?\\s+IS\\s+NOT\\s+NULL\\s*\\)?", Pattern.CASE_INSENSITIVE);

  private static final Splitter AND =
      Splitter.on(Pattern.compile("\\s+AND\\s+", Pattern.CASE_INSENSITIVE));

  /** The clauses that are lists of columns. */
  private static final ImmutableSet<Kind> WITH_COLUMNS =
      ImmutableSet.of(Kind.STORING, Kind.PARTITION_BY, Kind.ORDER_BY);

  private final Dialect to;
  private final TargetTables tables;
  private final TargetTable target;
  private final List<String> problems;
  private final List<String> notes;

  IndexTranslation(
      Dialect to,
      TargetTables tables,
      TargetTable target,
      List<String> problems,
      List<String> notes) {
    this.to = to;
    this.tables = tables;
    this.target = target;
    this.problems = problems;
    this.notes = notes;
  }

  /**
   * Returns the statement; empty if the destination has the index, or it cannot be created, which
   * is noted.
   */
  Optional<String> of(IndexDefinition index) {
    if (target.hasIndex(index.getName())) {
      return Optional.empty();
    }
    // Who leaves out a column does without its indexes, also those that are not translated.
    Optional<String> leftOut =
        Stream.concat(
                index.getParts().stream().map(IndexDefinition.Part::column),
                names(index, WITH_COLUMNS).stream())
            .filter(name -> !target.keeps(name))
            .findFirst();
    if (leftOut.isPresent()) {
      notes.add(
          "table %s: the index %s is not created, because its column %s is left out"
              .formatted(target.source(), index.getName(), leftOut.get()));
      return Optional.empty();
    }
    Optional<String> untranslated = untranslated(index);
    if (untranslated.isPresent()) {
      problem(index, untranslated.get());
      return Optional.empty();
    }
    List<String> stored = names(index, ImmutableSet.of(Kind.STORING));
    boolean isNullFiltered = isNullFiltered(index);
    boolean isPostgres = to == Dialect.POSTGRESQL;
    StringBuilder ddl = new StringBuilder("CREATE ");
    ddl.append(index.getModifiers().contains("UNIQUE") ? "UNIQUE " : "");
    ddl.append(isNullFiltered && !isPostgres ? "NULL_FILTERED " : "");
    // The index of a table in a named schema is in that schema.
    ddl.append("INDEX ")
        .append(
            isPostgres
                ? Identifiers.quote(to, bare(index.getName()))
                : Identifiers.quoteQualified(to, index.getName()))
        .append(" ON ")
        .append(Identifiers.quoteQualified(to, target.name()))
        .append(
            index.getParts().stream()
                .map(p -> quote(p.column()) + order(p.order()))
                .collect(Collectors.joining(", ", " (", ")")));
    if (!stored.isEmpty()) {
      ddl.append(isPostgres ? " INCLUDE" : " STORING")
          .append(stored.stream().map(this::quote).collect(Collectors.joining(", ", " (", ")")));
    }
    interleavedIn(index)
        .ifPresent(
            parent ->
                ddl.append(isPostgres ? "" : ",")
                    .append(" INTERLEAVE IN ")
                    .append(Identifiers.quoteQualified(to, tables.nameOf(parent))));
    if (isNullFiltered && isPostgres) {
      ddl.append(
          index.getParts().stream()
              .map(p -> quote(p.column()) + " IS NOT NULL")
              .collect(Collectors.joining(" AND ", " WHERE ", "")));
    }
    return Optional.of(ddl.toString());
  }

  private void problem(IndexDefinition index, String text) {
    if (target.isCreated()) {
      problems.add("table %s: index %s: %s".formatted(target.source(), index.getName(), text));
    } else {
      notes.add(
          "table %s: the index %s is not created: %s"
              .formatted(target.source(), index.getName(), text));
    }
  }

  private String quote(String column) {
    return Identifiers.quote(to, target.column(column).orElseThrow());
  }

  private static String bare(String name) {
    return name.substring(name.indexOf('.') + 1);
  }

  /** Where nulls are in the order differs; each dialect has its own default. */
  private static String order(String order) {
    return order.toUpperCase(Locale.ROOT).startsWith("DESC") ? " DESC" : "";
  }

  private static List<String> names(IndexDefinition index, ImmutableSet<Kind> clauses) {
    return index.getClauses().stream()
        .filter(clause -> clauses.contains(clause.kind()))
        .flatMap(clause -> names(clause.text()).stream())
        .toList();
  }

  private static Optional<String> interleavedIn(IndexDefinition index) {
    return index.getClauses().stream()
        .filter(clause -> clause.kind() == Kind.INTERLEAVE_IN)
        .map(clause -> String.join(".", names(clause.text())))
        .findFirst();
  }

  private static ImmutableList<String> names(String clause) {
    ImmutableList.Builder<String> names = ImmutableList.builder();
    Matcher quoted = QUOTED.matcher(clause);
    while (quoted.find()) {
      names.add(quoted.group(1));
    }
    return names.build();
  }

  /** Returns why an index is not translated; empty if it is. */
  private static Optional<String> untranslated(IndexDefinition index) {
    if (index.getModifiers().contains("SEARCH")
        || index.getModifiers().contains("VECTOR")
        || index.getMethod().isPresent()) {
      return Optional.of("a search or vector index is not translated");
    }
    return index.getClauses().stream()
        .filter(
            clause ->
                switch (clause.kind()) {
                  case WHERE -> !filtersNullsOf(index, clause.text());
                  case OPTIONS, PARTITION_BY, ORDER_BY, OTHER -> true;
                  default -> false;
                })
        .map(clause -> "its clause " + clause.text() + " is not translated")
        .findFirst();
  }

  /** A WHERE is only translated if it leaves out nulls. */
  private static boolean isNullFiltered(IndexDefinition index) {
    return index.getModifiers().contains("NULL_FILTERED")
        || index.getClauses().stream().anyMatch(clause -> clause.kind() == Kind.WHERE);
  }

  /** Whether a WHERE leaves out the rows with a null in the key, as NULL_FILTERED does. */
  private static boolean filtersNullsOf(IndexDefinition index, String where) {
    List<String> columns = new ArrayList<>();
    String condition = where.replaceFirst("(?i)^WHERE\\s+", "").strip();
    if (condition.startsWith("(") && condition.endsWith(")") && condition.contains("((")) {
      condition = condition.substring(1, condition.length() - 1);
    }
    for (String term : AND.split(condition)) {
      Matcher notNull = IS_NOT_NULL.matcher(term.strip());
      if (!notNull.matches()) {
        return false;
      }
      columns.add(notNull.group(1).toLowerCase(Locale.ROOT));
    }
    return columns.size() == index.getParts().size()
        && index.getParts().stream()
            .allMatch(p -> columns.contains(p.column().toLowerCase(Locale.ROOT)));
  }
}
