package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.MockSpannerServiceImpl.SimulatedExecutionTime;
import com.google.cloud.spanner.MockSpannerServiceImpl.StatementResult;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Options.RpcPriority;
import com.google.cloud.spanner.SpannerException;
import com.google.protobuf.ListValue;
import com.google.protobuf.Value;
import com.google.spanner.v1.CommitRequest;
import com.google.spanner.v1.ReadRequest;
import com.google.spanner.v1.ReadRequest.LockHint;
import com.google.spanner.v1.RequestOptions.Priority;
import com.google.spanner.v1.ResultSet;
import com.google.spanner.v1.ResultSetMetadata;
import com.google.spanner.v1.StructType;
import com.google.spanner.v1.StructType.Field;
import com.google.spanner.v1.Type;
import com.google.spanner.v1.TypeCode;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.MockSpannerServer;
import dev.lintel.ddl.DdlScript;
import dev.lintel.failure.FailedRecord;
import dev.lintel.schema.DatabaseSchema;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a mock server that can fail on demand and counts requests. */
@Timeout(120)
class TransactRowsTest {
  private static final DatabaseSchema SCHEMA =
      DdlScript.parse(
              String.join(
                  ";\n",
                  Deposit.ACCOUNTS,
                  "CREATE TABLE Rates (Currency STRING(3), Rate NUMERIC) PRIMARY KEY (Currency)",
                  IdempotencyTable.ddl(Dialect.GOOGLE_STANDARD_SQL)),
              Dialect.GOOGLE_STANDARD_SQL)
          .planned();

  private static final Status VIOLATED =
      Status.OUT_OF_RANGE.withDescription("Check constraint NotOverdrawn is violated");

  @AutoClose private final MockSpannerServer server = MockSpannerServer.start();
  private final ConnectionConfig config = server.newDatabase();
  private final FakeClock clock = new FakeClock();

  @BeforeEach
  void noIdsAndNoAccount() {
    knownIds();
    accounts(List.of());
    server
        .service()
        .putStatementResult(
            StatementResult.read(
                "Rates",
                KeySet.singleKey(Key.of()),
                List.of("Currency", "Rate"),
                rows(List.of(TypeCode.STRING, TypeCode.NUMERIC), List.of(List.of("EUR", "2")))));
  }

  /** Lets every read of accounts find these, whatever it asks for: accounts and balances. */
  private void accounts(List<List<String>> rows) {
    server
        .service()
        .putStatementResult(
            StatementResult.read(
                "Accounts",
                KeySet.singleKey(Key.of()),
                List.of("AccountId", "Balance"),
                rows(List.of(TypeCode.INT64, TypeCode.INT64), rows)));
  }

  /** Lets every read of ids find these, whatever it asks for. */
  private void knownIds(String... ids) {
    List<List<String>> rows =
        Arrays.stream(ids).map(id -> List.of(id, "2026-11-29T01:02:03Z")).toList();
    server
        .service()
        .putStatementResult(
            StatementResult.read(
                "IdempotencyKeys",
                KeySet.singleKey(Key.of()),
                List.of("Id", "CommittedAt"),
                rows(List.of(TypeCode.STRING, TypeCode.TIMESTAMP), rows)));
  }

  private static ResultSet rows(List<TypeCode> types, List<List<String>> rows) {
    var type = StructType.newBuilder();
    for (int i = 0; i < types.size(); i++) {
      type.addFields(
          Field.newBuilder().setName("c" + i).setType(Type.newBuilder().setCode(types.get(i))));
    }
    var result =
        ResultSet.newBuilder().setMetadata(ResultSetMetadata.newBuilder().setRowType(type));
    for (List<String> row : rows) {
      var values = ListValue.newBuilder();
      row.forEach(value -> values.addValues(Value.newBuilder().setStringValue(value)));
      result.addRows(values);
    }
    return result.build();
  }

  private TransactRows<Deposit> deposits() {
    return Deposit.into(config).withSchema(SCHEMA);
  }

  /** The balance as a text, which only the server knows how to read. */
  private TransactRows<Deposit> depositsAsText() {
    return deposits()
        .withChange(
            (deposit, rows) ->
                List.of(
                    Mutation.newInsertOrUpdateBuilder("Accounts")
                        .set("AccountId")
                        .to(deposit.account())
                        .set("Balance")
                        .to(Long.toString(Deposit.balance(deposit, rows) + 1))
                        .build()));
  }

  /** One deposit into each of these accounts; its id is the number of its place. */
  private static List<Deposit> into(long... accounts) {
    return IntStream.range(0, accounts.length)
        .mapToObj(i -> new Deposit("id" + i, accounts[i], 1))
        .toList();
  }

  private void failCommits(Status... statuses) {
    List<Exception> failures = new ArrayList<>();
    for (Status status : statuses) {
      failures.add(status.asRuntimeException());
    }
    server.service().setCommitExecutionTime(SimulatedExecutionTime.ofExceptions(failures));
  }

  private List<CommitRequest> commits() {
    return server.service().getRequestsOfType(CommitRequest.class);
  }

  /** The ids that a commit inserts. */
  private static List<String> idsOf(CommitRequest commit) {
    return commit.getMutationsList().stream()
        .filter(mutation -> mutation.getInsert().getTable().equals("IdempotencyKeys"))
        .map(mutation -> mutation.getInsert().getValues(0).getValues(1).getStringValue())
        .toList();
  }

  /** The balances that a commit writes, in its order. */
  private static List<String> balancesOf(CommitRequest commit) {
    return commit.getMutationsList().stream()
        .filter(mutation -> mutation.getInsertOrUpdate().getTable().equals("Accounts"))
        .map(mutation -> mutation.getInsertOrUpdate().getValues(0).getValues(1).getStringValue())
        .toList();
  }

  @Test
  void elementsShareTransactions_eachOfTwoReadsAndACommit() throws Exception {
    var result = Transacted.of(deposits(), into(LongStream.range(100, 350).toArray()));
    assertThat(result.applied).hasSize(250);
    assertThat(commits())
        .extracting(commit -> idsOf(commit).size())
        .containsExactlyInAnyOrder(100, 100, 50);
    assertThat(server.count(ReadRequest.class)).isEqualTo(6);
  }

  @Test
  void untilRowsHaveBeenRead_transactionsAreSmall() throws Exception {
    knownIds(IntStream.range(0, 100).mapToObj(i -> "id" + i).toArray(String[]::new));
    var result =
        Transacted.of(
            deposits(), clock, new TransactionBytes(), into(LongStream.range(0, 250).toArray()));
    assertThat(result.duplicates).hasSize(100);
    assertThat(result.applied).hasSize(150);
    assertThat(commits())
        .as("duplicates say nothing about rows")
        .extracting(commit -> idsOf(commit).size())
        .containsExactly(
            IntStream.range(0, 21)
                .map(i -> i < 10 ? 0 : i < 20 ? 10 : 50)
                .boxed()
                .toArray(Integer[]::new));
  }

  @Test
  void elementsOfOneRowSeeEachOther_inOneTransaction() throws Exception {
    accounts(List.of(List.of("7", "1000")));
    var result = Transacted.of(deposits().withMaxElements(3), into(7, 7, 7, 7, 7));
    assertThat(result.applied).hasSize(5);
    assertThat(commits())
        .as("the mock never changes its row")
        .extracting(TransactRowsTest::balancesOf)
        .containsExactly(List.of("1001", "1002", "1003"), List.of("1001", "1002"));
    assertThat(commits().get(0).getMutationsList().get(1).getInsert().getValues(0))
        .isEqualTo(
            ListValue.newBuilder()
                .addValues(Value.newBuilder().setStringValue("deposit"))
                .addValues(Value.newBuilder().setStringValue("id0"))
                .addValues(Value.newBuilder().setStringValue("spanner.commit_timestamp()"))
                .build());
  }

  @Test
  void whatOnlyTheServerKnowsIsReadAgain_byTheNextTransaction() throws Exception {
    var result = Transacted.of(depositsAsText(), into(7, 8, 7, 7));
    assertThat(result.applied).hasSize(4);
    assertThat(commits())
        .extracting(TransactRowsTest::idsOf)
        .containsExactly(List.of("id0", "id1"), List.of("id2"), List.of("id3"));
  }

  @Test
  void anElementThatWaitsIsNotOvertaken_byOneThatSharesItsOtherRow() throws Exception {
    TransactRows<Deposit> transfers =
        TransactRows.<Deposit>in(config)
            .withSchema(SCHEMA)
            .withOperation("transfer")
            .withId(Deposit::id)
            .withRead(
                "Accounts",
                List.of("Balance"),
                transfer -> List.of(Key.of(transfer.account()), Key.of(transfer.amount())))
            .withChange(depositsAsText().getChange());
    var result =
        Transacted.of(
            transfers,
            List.of(
                new Deposit("first", 7, 7),
                new Deposit("waits", 7, 8),
                new Deposit("behind", 8, 9)));
    assertThat(result.applied).hasSize(3);
    assertThat(commits())
        .extracting(TransactRowsTest::idsOf)
        .containsExactly(List.of("first"), List.of("waits", "behind"));
  }

  @Test
  void elementsThatShareOnlyASharedRowDoNotWaitForEachOther() throws Exception {
    // Two deposits into one account, of which the second one waits, and others; all with one rate.
    var result =
        Transacted.of(
            depositsAsText()
                .withSharedRead("Rates", List.of("Rate"), deposit -> List.of(Key.of("EUR"))),
            into(7, 7, 8, 9));
    assertThat(result.applied).hasSize(4);
    assertThat(commits())
        .extracting(TransactRowsTest::idsOf)
        .containsExactly(List.of("id0", "id2", "id3"), List.of("id1"));
  }

  @Test
  void theMutationsOfATransactionAreLimited() throws Exception {
    var result =
        Transacted.of(
            deposits().withBatchLimits(BatchLimits.defaults().withMaxRows(5)), into(1, 2, 3, 1));
    assertThat(result.applied).hasSize(4);
    assertThat(commits())
        .extracting(TransactRowsTest::idsOf)
        .containsExactly(List.of("id0", "id1"), List.of("id2", "id3"));
  }

  @Test
  void elementsWhoseIdsAreThereAreDuplicates_andNothingIsWrittenForThem() throws Exception {
    knownIds("id1");
    var result = Transacted.of(deposits(), into(1, 2, 3));
    assertThat(result.appliedElements()).extracting(Deposit::id).containsExactly("id0", "id2");
    assertThat(result.duplicates)
        .singleElement()
        .satisfies(
            duplicate -> {
              assertThat(duplicate.getElement().id()).isEqualTo("id1");
              assertThat(duplicate.getCommitTimestamp()).hasToString("2026-11-29T01:02:03Z");
            });
    assertThat(commits()).extracting(commit -> commit.getMutationsCount()).containsExactly(4);
  }

  @Test
  void repetitionsInABundleWaitForTheFirst() throws Exception {
    Deposit first = new Deposit("a", 7, 1);
    var result = Transacted.of(deposits(), List.of(first, new Deposit("b", 8, 1), first, first));
    assertThat(result.appliedElements()).extracting(Deposit::id).containsExactly("a", "b");
    assertThat(result.duplicateElements()).containsExactly(first, first);
    assertThat(result.duplicates)
        .allSatisfy(
            duplicate ->
                assertThat(duplicate.getCommitTimestamp())
                    .isEqualTo(result.applied.get(0).getCommitTimestamp()));
    assertThat(commits()).hasSize(1);
  }

  @Test
  void whenTheFirstOfAnIdFails_theNextOneIsTried() throws Exception {
    failCommits(VIOLATED);
    var result =
        Transacted.of(
            deposits(),
            List.of(new Deposit("a", 7, -9), new Deposit("a", 7, 1), new Deposit("a", 7, 2)));
    assertThat(result.failedElements()).extracting(Deposit::amount).containsExactly(-9L);
    assertThat(result.appliedElements()).extracting(Deposit::amount).containsExactly(1L);
    assertThat(result.duplicateElements()).extracting(Deposit::amount).containsExactly(2L);
  }

  @Test
  void aLostAnswerIsDecidedByTheIds() throws Exception {
    // The mock loses the answer to the first commit; then all its ids are found.
    failCommits(Status.UNAVAILABLE);
    var result = Transacted.of(deposits(), whenRepeated(() -> knownIds("id0", "id1")), into(1, 2));
    assertThat(result.applied)
        .as("by this run, not by an earlier one")
        .hasSize(2)
        .allSatisfy(
            applied ->
                assertThat(applied.getCommitTimestamp()).hasToString("2026-11-29T01:02:03Z"));
    assertThat(result.duplicates).isEmpty();
    assertThat(result.retries).isEqualTo(1);
    assertThat(commits()).extracting(CommitRequest::getMutationsCount).containsExactly(4, 0);
  }

  @Test
  void whatALostAnswerHasApplied_isNoDuplicateIfTheTransactionIsSplit() throws Exception {
    // The first commit has id0 only, and is applied. The second one finds it and rejects id1.
    failCommits(Status.UNAVAILABLE, VIOLATED);
    var result = Transacted.of(depositsAsText(), whenRepeated(() -> knownIds("id0")), into(7, 7));
    assertThat(result.appliedElements()).extracting(Deposit::id).containsExactly("id0", "id1");
    assertThat(result.duplicates).isEmpty();
  }

  @Test
  void afterALostAnswerAnAbortedCommitChangesNothing() throws Exception {
    failCommits(Status.UNAVAILABLE, Status.ABORTED);
    var result = Transacted.of(deposits(), clock, into(1, 2));
    assertThat(result.applied).hasSize(2);
    assertThat(commits()).hasSize(3).allSatisfy(commit -> assertThat(idsOf(commit)).hasSize(2));
  }

  /** A clock that does something when a transaction is repeated. */
  private RetryClock whenRepeated(Runnable action) {
    return new RetryClock() {
      @Override
      public long nanoTime() {
        return clock.nanoTime();
      }

      @Override
      public void pause(Duration duration) {
        action.run();
      }
    };
  }

  @Test
  void anAbortedTransactionIsRepeated() throws Exception {
    accounts(List.of(List.of("7", "1000")));
    failCommits(Status.ABORTED, Status.ABORTED);
    var result = Transacted.of(deposits(), into(7));
    assertThat(result.applied).hasSize(1);
    assertThat(result.retries).isEqualTo(2);
    assertThat(commits())
        .hasSize(3)
        .allSatisfy(commit -> assertThat(balancesOf(commit)).containsExactly("1001"));
  }

  @Test
  void aTransactionThatTheServerHasForgottenIsRepeated() throws Exception {
    failCommits(Status.NOT_FOUND.withDescription("Transaction not found: 42"));
    assertThat(Transacted.of(deposits(), clock, into(7, 8)).applied).hasSize(2);
  }

  @Test
  void oneBadElementCostsOnlyItself() throws Exception {
    failCommits(VIOLATED);
    var result = Transacted.of(deposits(), into(1, 2, 3, 4));
    assertThat(result.applied).as("the mock rejects one commit only").hasSize(4);

    failCommits(VIOLATED, VIOLATED, VIOLATED);
    result = Transacted.of(deposits(), into(1, 2, 3, 4));
    assertThat(result.failedElements()).extracting(Deposit::id).containsExactly("id0");
    assertThat(result.failed.get(0).getErrorCode()).isEqualTo(ErrorCode.OUT_OF_RANGE);
    assertThat(result.failed.get(0).getMessage()).isEqualTo(VIOLATED.getDescription());
    assertThat(result.appliedElements())
        .extracting(Deposit::id)
        .containsExactly("id1", "id2", "id3");
  }

  @Test
  void whileABadElementIsLookedFor_noElementOvertakesOneOfItsRow() throws Exception {
    failCommits(VIOLATED);
    var result = Transacted.of(depositsAsText(), into(7, 7, 9, 7));
    assertThat(result.applied).hasSize(4);
    assertThat(commits())
        .extracting(TransactRowsTest::idsOf)
        .containsExactly(
            List.of("id0", "id2"), List.of("id0"), List.of("id2"), List.of("id1"), List.of("id3"));
  }

  @Test
  void anElementForWhichTheFunctionThrowsFails_andTheOthersAreApplied() throws Exception {
    TransactRows<Deposit> guarded =
        deposits()
            .withChange(
                (deposit, rows) -> {
                  if (deposit.account() == 8) {
                    throw new IllegalStateException("Account is closed");
                  }
                  return deposit.account() == 9
                      ? null
                      : List.of(deposit.addedTo(Deposit.balance(deposit, rows)));
                });
    var result = Transacted.of(guarded, into(7, 8, 9, 7));
    assertThat(result.appliedElements()).extracting(Deposit::id).containsExactly("id0", "id3");
    assertThat(result.failed)
        .extracting(FailedRecord::getErrorCode)
        .containsExactly(ErrorCode.FAILED_PRECONDITION, ErrorCode.FAILED_PRECONDITION);
    assertThat(result.failed.get(0).getMessage())
        .isEqualTo("IllegalStateException: Account is closed");
    assertThat(commits()).hasSize(1);
  }

  @Test
  void anElementThatChangesNothingIsRecorded() throws Exception {
    var result = Transacted.of(deposits().withChange((deposit, rows) -> List.of()), into(7));
    assertThat(result.applied).hasSize(1);
    assertThat(commits()).extracting(TransactRowsTest::idsOf).containsExactly(List.of("id0"));
  }

  @Test
  void anErrorThatIsNoElementsFaultFailsTheBundle() {
    failCommits(Status.PERMISSION_DENIED.withDescription("not you"));
    assertThatThrownBy(() -> Transacted.of(deposits(), into(7))).hasMessageContaining("not you");

    server
        .service()
        .setStreamingReadExecutionTime(
            SimulatedExecutionTime.ofStickyException(
                Status.NOT_FOUND.withDescription("Table not found").asRuntimeException()));
    assertThatThrownBy(() -> Transacted.of(deposits(), into(7, 8)))
        .hasMessageContaining("Table not found");
  }

  @Test
  void aRowUnderAnotherKeyThanThatItWasAskedForFailsTheBundle() {
    accounts(List.of(List.of("7", "1000")));
    assertThatThrownBy(() -> Transacted.of(deposits(), clock, into(8)))
        .hasMessageContaining("a row of Accounts under another key");
    assertThat(commits()).isEmpty();
  }

  @Test
  void theTotalDeadlineFailsTheBundle() {
    server
        .service()
        .setCommitExecutionTime(
            SimulatedExecutionTime.ofStickyException(
                Status.UNAVAILABLE.withDescription("down").asRuntimeException()));
    assertThatThrownBy(() -> Transacted.of(deposits(), clock, into(7)))
        .isInstanceOf(SpannerException.class)
        .hasMessageContaining("total deadline of 900 s")
        .hasMessageContaining("down");
  }

  @Test
  void locksPriorityAndTagAreThoseThatAreSet() throws Exception {
    TransactRows<Deposit> shared =
        TransactRows.<Deposit>in(config)
            .withSchema(SCHEMA)
            .withOperation("look")
            .withId(Deposit::id)
            .withSharedRead("Accounts", List.of("Balance"), d -> List.of(Key.of(d.account())))
            .withChange((deposit, rows) -> List.of())
            .withPriority(RpcPriority.LOW)
            .withTag("look");
    Transacted.of(shared, into(7));
    Transacted.of(deposits(), into(7));
    assertThat(server.service().getRequestsOfType(ReadRequest.class))
        .extracting(ReadRequest::getLockHint)
        .containsExactly(
            LockHint.LOCK_HINT_EXCLUSIVE,
            LockHint.LOCK_HINT_SHARED,
            LockHint.LOCK_HINT_EXCLUSIVE,
            LockHint.LOCK_HINT_EXCLUSIVE);
    assertThat(commits().get(0).getRequestOptions())
        .satisfies(
            options -> {
              assertThat(options.getPriority()).isEqualTo(Priority.PRIORITY_LOW);
              assertThat(options.getTransactionTag()).isEqualTo("look");
            });
  }

  @Test
  void aMissingOrOtherIdempotencyTableIsOneErrorWithTheDdl() {
    for (var faulty :
        Map.of(
                "",
                "there is no such table",
                "CREATE TABLE IdempotencyKeys (Operation STRING(9), Id INT64) PRIMARY KEY"
                    + " (Operation)",
                "it has no column Id for texts",
                """
                CREATE TABLE IdempotencyKeys (Operation STRING(9), Id STRING(9), CommittedAt TIMESTAMP)
                  PRIMARY KEY (Operation, Id)\
                """,
                "it has no column CommittedAt that takes commit timestamps",
                """
                CREATE TABLE IdempotencyKeys (Operation STRING(9), Id STRING(9), CommittedAt TIMESTAMP
                  OPTIONS (allow_commit_timestamp = true)) PRIMARY KEY (Id)\
                """,
                "its primary key is not (Operation, Id)",
                """
                CREATE TABLE IdempotencyKeys (Operation STRING(6), Id STRING(9), CommittedAt TIMESTAMP
                  OPTIONS (allow_commit_timestamp = true)) PRIMARY KEY (Operation, Id)\
                """,
                "its column Operation is too short for the operation deposit",
                """
                CREATE TABLE IdempotencyKeys (Operation STRING(9), Id STRING(9) AS ('x') STORED,
                  CommittedAt TIMESTAMP OPTIONS (allow_commit_timestamp = true))
                  PRIMARY KEY (Operation, Id)\
                """,
                "it has no column Id for texts",
                """
                CREATE TABLE IdempotencyKeys (Operation STRING(9), Id STRING(9), CommittedAt TIMESTAMP
                  OPTIONS (allow_commit_timestamp = true), Team STRING(9) NOT NULL)
                  PRIMARY KEY (Operation, Id)\
                """,
                "it has a column Team that may not be null")
            .entrySet()) {
      DatabaseSchema schema =
          DdlScript.parse(Deposit.ACCOUNTS + ";" + faulty.getKey(), Dialect.GOOGLE_STANDARD_SQL)
              .planned();
      assertThatThrownBy(() -> TransactPlan.of(schema, deposits()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("The idempotency table IdempotencyKeys in projects/")
          .hasMessageContaining("is missing or of another form (" + faulty.getValue() + ")")
          .hasMessageEndingWith(IdempotencyTable.ddl(Dialect.GOOGLE_STANDARD_SQL));
    }
  }

  @Test
  void theIdempotencyTableMayHaveColumnsThatNeedNoValue() {
    DatabaseSchema schema =
        DdlScript.parse(
                Deposit.ACCOUNTS
                    + """
                    ;
                    CREATE TABLE IdempotencyKeys (Operation STRING(7) NOT NULL, Id STRING(9) NOT NULL,
                      CommittedAt TIMESTAMP NOT NULL OPTIONS (allow_commit_timestamp = true),
                      Team STRING(9) NOT NULL DEFAULT ('us'), Note STRING(9))
                      PRIMARY KEY (Operation, Id)\
                    """,
                Dialect.GOOGLE_STANDARD_SQL)
            .planned();
    assertThat(TransactPlan.of(schema, deposits()).ids().table()).isEqualTo("IdempotencyKeys");
  }

  @Test
  void aColumnThatDoesNotExistIsNamed() {
    TransactRows<Deposit> wrong =
        TransactRows.<Deposit>in(config)
            .withOperation("look")
            .withRead("Accounts", List.of("Balanc"), deposit -> List.of());
    assertThatThrownBy(() -> TransactPlan.of(SCHEMA, wrong))
        .hasMessage("Table Accounts has no column Balanc");
  }

  @Test
  void aColumnInAnotherLetterCaseIsReadUnderThatName() throws Exception {
    accounts(List.of(List.of("7", "1000")));
    List<String> names = new ArrayList<>();
    TransactRows<Deposit> look =
        TransactRows.<Deposit>in(config)
            .withSchema(SCHEMA)
            .withOperation("look")
            .withId(Deposit::id)
            .withRead("accounts", List.of("BALANCE"), deposit -> List.of(Key.of(7)))
            .withChange(
                (deposit, rows) -> {
                  var account = rows.find("Accounts", Key.of(7)).orElseThrow();
                  names.add(account.getType().toString());
                  return List.of(deposit.addedTo(account.getLong("BALANCE")));
                });
    var result = Transacted.of(look, into(7, 7));
    assertThat(result.failed).isEmpty();
    assertThat(names).hasSize(2).containsOnly("STRUCT<BALANCE INT64>");
    assertThat(commits()).as("in one transaction").hasSize(1);
  }

  @Test
  void whatIsMissingIsNamedWhenThePipelineIsBuilt() {
    var input = Pipeline.create().apply(Create.of("a"));
    TransactRows<String> transact = TransactRows.in(config);
    assertThatThrownBy(() -> input.apply(transact)).hasMessageContaining("withOperation");
    assertThatThrownBy(() -> transact.withOperation(" ")).hasMessage("The operation has no name");
    TransactRows<String> named = transact.withOperation("x");
    assertThatThrownBy(() -> input.apply(named)).hasMessageContaining("withId");
    TransactRows<String> identified = named.withId(id -> id);
    assertThatThrownBy(() -> input.apply(identified)).hasMessageContaining("withChange");
    TransactRows<String> reading = named.withRead("T", List.of("A"), id -> List.of());
    assertThatThrownBy(() -> reading.withSharedRead("t", List.of("A"), id -> List.of()))
        .hasMessage("Rows of t are declared already: give all of their keys by one function");
    assertThatThrownBy(() -> named.withRead("T", List.of(), id -> List.of()))
        .hasMessage("Name the columns to read of T");
    assertThatThrownBy(() -> named.withMaxElements(0)).hasMessageContaining("at least");
  }
}
