package dev.lintel.connection;

import com.google.api.gax.rpc.ServerStream;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.AsyncRunner;
import com.google.cloud.spanner.AsyncTransactionManager;
import com.google.cloud.spanner.CommitResponse;
import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.MutationGroup;
import com.google.cloud.spanner.Options.TransactionOption;
import com.google.cloud.spanner.Options.UpdateOption;
import com.google.cloud.spanner.ReadContext;
import com.google.cloud.spanner.ReadOnlyTransaction;
import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.Statement.StatementFactory;
import com.google.cloud.spanner.TimestampBound;
import com.google.cloud.spanner.TransactionManager;
import com.google.cloud.spanner.TransactionRunner;
import com.google.spanner.v1.BatchWriteResponse;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A DatabaseClient that delegates to the client's own, but says what to do if a DoFn captures it.
 */
final class SharedDatabaseClient extends NeverSerialized implements DatabaseClient {
  /** The client's own, which servers for tests know. */
  private static final Statement WHICH_DIALECT =
      Statement.of(
          "select option_value from information_schema.database_options"
              + " where option_name='database_dialect'");

  private final transient DatabaseClient client;
  private final transient GuardedRequests requests;
  private transient volatile @Nullable Dialect dialect;
  private transient volatile boolean clientHasFailed;

  SharedDatabaseClient(DatabaseClient client, GuardedRequests requests) {
    this.client = client;
    this.requests = requests;
  }

  @Override
  public Dialect getDialect() {
    if (!clientHasFailed) {
      try {
        return requests.answer("ExecuteStreamingSql", client::getDialect);
      } catch (RuntimeException e) {
        // It asks once, and throws this again whatever the server would say later.
        clientHasFailed = true;
        throw e;
      }
    }
    Dialect known = dialect;
    if (known == null) {
      known = requests.answer("ExecuteStreamingSql", this::askForDialect);
      dialect = known;
    }
    return known;
  }

  private Dialect askForDialect() {
    try (ResultSet answer = client.singleUse().executeQuery(WHICH_DIALECT)) {
      return answer.next() ? Dialect.fromName(answer.getString(0)) : Dialect.GOOGLE_STANDARD_SQL;
    }
  }

  @Override
  public String getDatabaseRole() {
    return client.getDatabaseRole();
  }

  @Override
  public Timestamp write(Iterable<Mutation> mutations) {
    return client.write(mutations);
  }

  @Override
  public CommitResponse writeWithOptions(
      Iterable<Mutation> mutations, TransactionOption... options) {
    return client.writeWithOptions(mutations, options);
  }

  @Override
  public Timestamp writeAtLeastOnce(Iterable<Mutation> mutations) {
    return client.writeAtLeastOnce(mutations);
  }

  @Override
  public CommitResponse writeAtLeastOnceWithOptions(
      Iterable<Mutation> mutations, TransactionOption... options) {
    return client.writeAtLeastOnceWithOptions(mutations, options);
  }

  @Override
  public ServerStream<BatchWriteResponse> batchWriteAtLeastOnce(
      Iterable<MutationGroup> groups, TransactionOption... options) {
    return client.batchWriteAtLeastOnce(groups, options);
  }

  @Override
  public ReadContext singleUse() {
    return new SharedReads<>(client.singleUse(), requests);
  }

  @Override
  public ReadContext singleUse(TimestampBound bound) {
    return new SharedReads<>(client.singleUse(bound), requests);
  }

  @Override
  public ReadOnlyTransaction singleUseReadOnlyTransaction() {
    return new SharedSnapshot<>(client.singleUseReadOnlyTransaction(), requests);
  }

  @Override
  public ReadOnlyTransaction singleUseReadOnlyTransaction(TimestampBound bound) {
    return new SharedSnapshot<>(client.singleUseReadOnlyTransaction(bound), requests);
  }

  @Override
  public ReadOnlyTransaction readOnlyTransaction() {
    return new SharedSnapshot<>(client.readOnlyTransaction(), requests);
  }

  @Override
  public ReadOnlyTransaction readOnlyTransaction(TimestampBound bound) {
    return new SharedSnapshot<>(client.readOnlyTransaction(bound), requests);
  }

  @Override
  public TransactionRunner readWriteTransaction(TransactionOption... options) {
    return client.readWriteTransaction(options);
  }

  @Override
  public TransactionManager transactionManager(TransactionOption... options) {
    return client.transactionManager(options);
  }

  @Override
  public AsyncRunner runAsync(TransactionOption... options) {
    return client.runAsync(options);
  }

  @Override
  public AsyncTransactionManager transactionManagerAsync(TransactionOption... options) {
    return client.transactionManagerAsync(options);
  }

  @Override
  public long executePartitionedUpdate(Statement statement, UpdateOption... options) {
    return client.executePartitionedUpdate(statement, options);
  }

  @Override
  public StatementFactory getStatementFactory() {
    return client.getStatementFactory();
  }
}
