package dev.lintel.pipeline.job;

/**
 * The IAM permissions that jobs need on a database. {@code spanner.sessions.create} is not listed:
 * without it a client cannot even connect.
 */
public enum Permission {
  SELECT("spanner.databases.select", Role.READER),
  READ("spanner.databases.read", Role.READER),
  BEGIN_READ_ONLY("spanner.databases.beginReadOnlyTransaction", Role.READER),
  PARTITION_READ("spanner.databases.partitionRead", Role.READER),
  PARTITION_QUERY("spanner.databases.partitionQuery", Role.READER),
  GET_DDL("spanner.databases.getDdl", Role.READER),
  DATA_BOOST("spanner.databases.useDataBoost", Role.DATA_BOOST_READER),
  WRITE("spanner.databases.write", Role.USER),
  BEGIN_READ_WRITE("spanner.databases.beginOrRollbackReadWriteTransaction", Role.USER),
  UPDATE_DDL("spanner.databases.updateDdl", Role.USER);

  /** The smallest predefined role that includes a permission. */
  private static final class Role {
    static final String READER = "roles/spanner.databaseReader";
    static final String DATA_BOOST_READER = "roles/spanner.databaseReaderWithDataBoost";
    static final String USER = "roles/spanner.databaseUser";
  }

  private final String iamName;
  private final String role;

  Permission(String iamName, String role) {
    this.iamName = iamName;
    this.role = role;
  }

  /** The permission's name in IAM. */
  public String iamName() {
    return iamName;
  }

  /** The smallest predefined role that includes the permission. */
  public String role() {
    return role;
  }
}
