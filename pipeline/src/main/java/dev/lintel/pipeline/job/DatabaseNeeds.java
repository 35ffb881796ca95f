package dev.lintel.pipeline.job;

import com.google.common.collect.ImmutableSet;
import dev.lintel.pipeline.options.SnapshotOptions;
import java.util.Optional;

/**
 * What a job needs of one database. Immutable.
 *
 * @param permissions on the database
 * @param snapshot present if the job reads all its rows as of one time, for as long as it runs
 * @param isCreated whether the job creates the database if it does not exist
 */
public record DatabaseNeeds(
    DatabaseName name,
    ImmutableSet<Permission> permissions,
    Optional<Snapshot> snapshot,
    boolean isCreated) {

  /**
   * The time as of which a job reads.
   *
   * @param time RFC 3339, not checked; empty for the time at which the job begins
   */
  public record Snapshot(Optional<String> time) {}

  /** What every job needs: to read the schema. */
  public static DatabaseNeeds of(DatabaseName name) {
    return new DatabaseNeeds(
        name,
        ImmutableSet.of(Permission.SELECT, Permission.BEGIN_READ_ONLY),
        Optional.empty(),
        false);
  }

  /** Adds permissions. */
  public DatabaseNeeds withPermissions(Permission... more) {
    return new DatabaseNeeds(
        name,
        ImmutableSet.<Permission>builder().addAll(permissions).add(more).build(),
        snapshot,
        isCreated);
  }

  /** Adds the snapshot that the options name, and Data Boost if they ask for it. */
  public DatabaseNeeds withSnapshot(SnapshotOptions options) {
    var read =
        new DatabaseNeeds(
            name,
            permissions,
            Optional.of(new Snapshot(Optional.ofNullable(options.getSnapshotTime()))),
            isCreated);
    return options.getDataBoostEnabled() ? read.withPermissions(Permission.DATA_BOOST) : read;
  }

  /** Adds the snapshot of a job that reads the database as it is when the job begins. */
  public DatabaseNeeds withCurrentSnapshot() {
    return new DatabaseNeeds(
        name, permissions, Optional.of(new Snapshot(Optional.empty())), isCreated);
  }

  /** The same for a job that creates the database if it does not exist. */
  public DatabaseNeeds withCreation() {
    return new DatabaseNeeds(name, permissions, snapshot, true);
  }
}
