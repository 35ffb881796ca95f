package dev.lintel.emulator;

import com.google.protobuf.ListValue;
import com.google.protobuf.Value;
import com.google.spanner.v1.CommitRequest;
import com.google.spanner.v1.CreateSessionRequest;
import com.google.spanner.v1.ExecuteSqlRequest;
import com.google.spanner.v1.Mutation;
import com.google.spanner.v1.ResultSet;
import com.google.spanner.v1.SpannerGrpc;
import com.google.spanner.v1.SpannerGrpc.SpannerBlockingStub;
import com.google.spanner.v1.TransactionOptions;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.StatusRuntimeException;

/** Plain RPCs on a database, each of them exactly one request. Thread-safe. */
final class EmulatorRpc implements AutoCloseable {

  private final ManagedChannel channel;
  private final SpannerBlockingStub stub;
  private final String session;

  EmulatorRpc(EmulatorDatabase database) {
    channel = ManagedChannelBuilder.forTarget(database.host()).usePlaintext().build();
    stub = SpannerGrpc.newBlockingStub(channel);
    try {
      session =
          stub.createSession(CreateSessionRequest.newBuilder().setDatabase(database.name()).build())
              .getName();
    } catch (StatusRuntimeException e) {
      channel.shutdownNow();
      throw e;
    }
  }

  ResultSet query(String sql) {
    return stub.executeSql(ExecuteSqlRequest.newBuilder().setSession(session).setSql(sql).build());
  }

  /** Returns the only value of the only row as text. */
  String queryOne(String sql) {
    return query(sql).getRows(0).getValues(0).getStringValue();
  }

  /** Inserts a row into table T with columns K and V. */
  void insert(long key, String value) {
    stub.commit(
        CommitRequest.newBuilder()
            .setSession(session)
            .setSingleUseTransaction(
                TransactionOptions.newBuilder()
                    .setReadWrite(TransactionOptions.ReadWrite.getDefaultInstance()))
            .addMutations(
                Mutation.newBuilder()
                    .setInsert(
                        Mutation.Write.newBuilder()
                            .setTable("T")
                            .addColumns("K")
                            .addColumns("V")
                            .addValues(
                                ListValue.newBuilder()
                                    .addValues(
                                        Value.newBuilder().setStringValue(Long.toString(key)))
                                    .addValues(Value.newBuilder().setStringValue(value)))))
            .build());
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
