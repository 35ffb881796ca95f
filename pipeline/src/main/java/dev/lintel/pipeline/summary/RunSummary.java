package dev.lintel.pipeline.summary;

import com.google.auto.value.AutoBuilder;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The figures of a run. Immutable.
 *
 * @param snapshotTimestamp the time as of which the database was read, if it was one time
 * @param tables in the order in which they are shown
 * @param connectionsOpened how many Spanner clients the run opened, if it could count them
 */
public record RunSummary(
    String job,
    RunId runId,
    RunState state,
    Instant startTime,
    Instant endTime,
    Optional<Instant> snapshotTimestamp,
    List<Row<TableFigure>> tables,
    List<Row<LookupFigure>> lookups,
    OptionalLong connectionsOpened) {

  /**
   * The figures of one table or lookup, without those that were not counted.
   *
   * @param name the table, or the lookup
   */
  public record Row<F extends Figure>(String name, Map<F, Long> figures) {
    public Row {
      figures = ImmutableMap.copyOf(figures);
    }
  }

  public RunSummary {
    tables = ImmutableList.copyOf(tables);
    lookups = ImmutableList.copyOf(lookups);
  }

  /** A summary without figures. */
  public static RunSummary of(
      String job, RunId runId, RunState state, Instant startTime, Instant endTime) {
    return new RunSummary(
        job,
        runId,
        state,
        startTime,
        endTime,
        Optional.empty(),
        ImmutableList.of(),
        ImmutableList.of(),
        OptionalLong.empty());
  }

  /** Says as of which time the database was read. */
  public RunSummary withSnapshotTimestamp(Instant timestamp) {
    return toBuilder().setSnapshotTimestamp(Optional.of(timestamp)).build();
  }

  /** Adds a table. */
  public RunSummary withTable(String table, Map<TableFigure, Long> figures) {
    return toBuilder().setTables(append(tables, new Row<>(table, figures))).build();
  }

  /** Adds a lookup. */
  public RunSummary withLookup(String name, Map<LookupFigure, Long> figures) {
    return toBuilder().setLookups(append(lookups, new Row<>(name, figures))).build();
  }

  /** Says how many Spanner clients the run opened. */
  public RunSummary withConnectionsOpened(long count) {
    return toBuilder().setConnectionsOpened(OptionalLong.of(count)).build();
  }

  private Builder toBuilder() {
    return new AutoBuilder_RunSummary_Builder(this);
  }

  /** The sum of a figure over all tables; 0 if no table counted it. */
  public long total(TableFigure figure) {
    return tables.stream().mapToLong(row -> row.figures().getOrDefault(figure, 0L)).sum();
  }

  private static <T> ImmutableList<T> append(List<T> list, T element) {
    return ImmutableList.<T>builder().addAll(list).add(element).build();
  }

  @AutoBuilder
  abstract static class Builder {
    abstract Builder setJob(String job);

    abstract Builder setRunId(RunId runId);

    abstract Builder setState(RunState state);

    abstract Builder setStartTime(Instant startTime);

    abstract Builder setEndTime(Instant endTime);

    abstract Builder setSnapshotTimestamp(Optional<Instant> snapshotTimestamp);

    abstract Builder setTables(List<Row<TableFigure>> tables);

    abstract Builder setLookups(List<Row<LookupFigure>> lookups);

    abstract Builder setConnectionsOpened(OptionalLong connectionsOpened);

    abstract RunSummary build();
  }
}
