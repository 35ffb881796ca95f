package dev.lintel.pipeline.ledger;

/**
 * Whose a job key is: no other job's, and not that of the same job on another database.
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
