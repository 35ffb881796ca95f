package dev.lintel.pipeline.job;

import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.options.CommandSpec;
import dev.lintel.pipeline.options.SnapshotOptions;
import dev.lintel.pipeline.options.SpannerJobOptions;

/**
 * What a job needs to run with some options. Immutable.
 *
 * @param own what it needs of the database that it works on
 * @param others what it needs of other databases, such as the source of a copy
 * @param places the files and folders that the options name
 */
public record Needs(
    DatabaseNeeds own, ImmutableList<DatabaseNeeds> others, ImmutableList<Place> places) {

  /** What every job needs: to read the schema, and the places that its options name. */
  public static <O extends SpannerJobOptions> Needs of(Job<O> job, O options) {
    return new Needs(
        DatabaseNeeds.of(job.database(options)),
        ImmutableList.of(),
        Place.allIn(CommandSpec.of(job.optionsType()), options));
  }

  /** Adds permissions on the job's own database. */
  public Needs withPermissions(Permission... more) {
    return withOwn(own.withPermissions(more));
  }

  /**
   * Adds the snapshot of the job's own database that the options name, and Data Boost if they ask
   * for it.
   */
  public Needs withSnapshot(SnapshotOptions options) {
    return withOwn(own.withSnapshot(options));
  }

  /** Adds the snapshot of the job's own database as it is when the job begins. */
  public Needs withCurrentSnapshot() {
    return withOwn(own.withCurrentSnapshot());
  }

  /** The same for a job that creates its own database if it does not exist. */
  public Needs withDatabaseCreation() {
    return withOwn(own.withCreation());
  }

  /** Adds another database. */
  public Needs withOther(DatabaseNeeds other) {
    return new Needs(
        own, ImmutableList.<DatabaseNeeds>builder().addAll(others).add(other).build(), places);
  }

  /** What it needs of each database, its own first. */
  public ImmutableList<DatabaseNeeds> databases() {
    return ImmutableList.<DatabaseNeeds>builder().add(own).addAll(others).build();
  }

  private Needs withOwn(DatabaseNeeds changed) {
    return new Needs(changed, others, places);
  }
}
