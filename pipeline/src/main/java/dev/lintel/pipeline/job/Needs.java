package dev.lintel.pipeline.job;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.lintel.pipeline.options.CommandSpec;
import dev.lintel.pipeline.options.SnapshotOptions;
import dev.lintel.pipeline.options.SpannerJobOptions;
import java.util.Optional;

/**
 * What a job needs to run with some options. Immutable.
 *
 * @param permissions on the database that the job works on
 * @param snapshot present if the job reads all its rows as of one time, for as long as it runs
 * @param createsDatabase whether the job creates a database that does not exist
 * @param places the files and folders that the options name
 */
public record Needs(
    ImmutableSet<Permission> permissions,
    Optional<Snapshot> snapshot,
    boolean createsDatabase,
    ImmutableList<Place> places) {

  /**
   * The time as of which a job reads.
   *
   * @param time RFC 3339, not checked; empty for the time at which the job begins
   */
  public record Snapshot(Optional<String> time) {}

  /** What every job needs: to read the schema, and the places that its options name. */
  public static <O extends SpannerJobOptions> Needs of(Job<O> job, O options) {
    return new Needs(
        ImmutableSet.of(Permission.SELECT, Permission.BEGIN_READ_ONLY),
        Optional.empty(),
        false,
        Place.allIn(CommandSpec.of(job.optionsType()), options));
  }

  /** Adds permissions. */
  public Needs withPermissions(Permission... more) {
    return new Needs(
        ImmutableSet.<Permission>builder().addAll(permissions).add(more).build(),
        snapshot,
        createsDatabase,
        places);
  }

  /** Adds the snapshot that the options name, and Data Boost if they ask for it. */
  public Needs withSnapshot(SnapshotOptions options) {
    var read =
        new Needs(
            permissions,
            Optional.of(new Snapshot(Optional.ofNullable(options.getSnapshotTime()))),
            createsDatabase,
            places);
    return options.getDataBoostEnabled() ? read.withPermissions(Permission.DATA_BOOST) : read;
  }

  /** The same for a job that creates the database if it does not exist. */
  public Needs withDatabaseCreation() {
    return new Needs(permissions, snapshot, true, places);
  }
}
