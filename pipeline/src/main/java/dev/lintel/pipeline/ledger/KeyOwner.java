package dev.lintel.pipeline.ledger;

/**
 * The owner of a job key: one job on one database.
 *
 * @param job the command, such as {@code export}
 * @param databaseName the resource name of the database that the job works on
 */
public record KeyOwner(String job, String databaseName) {
  @Override
  public String toString() {
    return job + " on " + databaseName;
  }
}
