package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeyRange;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import com.google.protobuf.ByteString;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.ddl.DdlScript;
import dev.lintel.schema.DatabaseSchema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RowStatesTest {
  private static final DatabaseSchema SCHEMA =
      DdlScript.parse(
              String.join(
                  ";\n",
                  IdempotencyTable.ddl(Dialect.GOOGLE_STANDARD_SQL),
                  """
                  CREATE TABLE Owners (Id INT64 NOT NULL) PRIMARY KEY (Id)
                  """,
                  """
                  CREATE TABLE Accounts (Id INT64, Balance NUMERIC, Name STRING(9), Notes JSON,
                    Opened TIMESTAMP OPTIONS (allow_commit_timestamp = true),
                    Kind STRING(9) DEFAULT ('normal'),
                    CONSTRAINT FK_Owner FOREIGN KEY (Id) REFERENCES Owners (Id)) PRIMARY KEY (Id)
                  """,
                  """
                  CREATE TABLE Bookings (Id INT64, Nr INT64, Amount INT64,
                    Cents INT64 AS (Amount * 100) STORED) PRIMARY KEY (Id, Nr),
                    INTERLEAVE IN PARENT Accounts ON DELETE CASCADE
                  """),
              Dialect.GOOGLE_STANDARD_SQL)
          .planned();

  private TransactPlan plan;
  private PendingElement<String> element;
  private RowStates rows;

  RowStatesTest() {
    reading(List.of("Id", "Balance"), List.of("Amount"));
  }

  private RowStates states() {
    var states = new RowStates(plan);
    element.rows().keySet().forEach(states::asked);
    return states;
  }

  /** The element reads these columns of the account 1 and of the bookings (1, 1) and (1, 2). */
  private void reading(List<String> ofAccount, List<String> ofBookings) {
    TransactRows<String> transact =
        TransactRows.<String>in(ConnectionConfig.of("p", "i", "d"))
            .withOperation("test")
            .withId(id -> id)
            .withRead("accounts", ofAccount, id -> List.of(Key.of(1)))
            .withRead("Bookings", ofBookings, id -> List.of(Key.of(1, 1), Key.of(1, 2)))
            .withChange((id, rows) -> List.of());
    plan = TransactPlan.of(SCHEMA, transact);
    element = Transacted.pending(transact, plan, "a", 0);
    rows = states();
  }

  private Optional<Struct> account() {
    return rows.of(element).find("Accounts", Key.of(1));
  }

  private Optional<Struct> booking(long number) {
    return rows.of(element).find("Bookings", Key.of(1, number));
  }

  private boolean isKnown() {
    return rows.areKnown(element.rows().keySet());
  }

  private void found(long id, String balance) {
    rows.found(
        element.rows().keySet().asList().get(0),
        Struct.newBuilder().set("Id").to(id).set("Balance").to(new BigDecimal(balance)).build());
  }

  private static Mutation.WriteBuilder write(Mutation.WriteBuilder row, long id) {
    return row.set("id").to(id);
  }

  private static Mutation deposit(String balance) {
    return Mutation.newInsertOrUpdateBuilder("ACCOUNTS")
        .set("id")
        .to(1)
        .set("balance")
        .to(new BigDecimal(balance))
        .build();
  }

  @Test
  void aRowThatWasNotFoundDoesNotExist_untilItIsWritten() {
    assertThat(account()).isEmpty();
    rows.apply(deposit("7.50"));
    assertThat(account().orElseThrow().getBigDecimal("Balance"))
        .as("as Spanner spells it")
        .isEqualTo(new BigDecimal("7.5"));
    assertThat(account().orElseThrow().getLong("Id")).isEqualTo(1);
    assertThat(isKnown()).isTrue();
  }

  @Test
  void columnsHaveTheNamesThatTheUserGivesThem() {
    reading(List.of("ID", "balance", "Balance", "balance"), List.of("Amount"));
    rows.apply(deposit("7"));
    rows.apply(Mutation.newUpdateBuilder("Accounts").set("Id").to(1).set("Name").to("x").build());
    assertThat(account().orElseThrow().getType().getStructFields())
        .extracting(Type.StructField::getName)
        .containsExactly("ID", "balance", "Balance");
    assertThat(account().orElseThrow().getBigDecimal("balance")).isEqualTo(new BigDecimal(7));
  }

  @Test
  void columnsThatAreNotWrittenKeepTheirValues_exceptWhenTheRowIsReplaced() {
    found(1, "5");
    rows.apply(Mutation.newUpdateBuilder("Accounts").set("Id").to(1).set("Name").to("x").build());
    assertThat(account().orElseThrow().getBigDecimal("Balance")).isEqualTo(new BigDecimal(5));
    rows.apply(Mutation.newReplaceBuilder("Accounts").set("Id").to(1).build());
    assertThat(account().orElseThrow().isNull("Balance")).isTrue();
  }

  @Test
  void aDeletedRowIsGone_andWhatIsDeletedAlongIsUnknown() {
    found(1, "5");
    rows.apply(Mutation.delete("Bookings", Key.of(1, 2)));
    assertThat(isKnown()).isTrue();
    assertThat(booking(2)).isEmpty();
    rows.apply(Mutation.delete("Accounts", Key.of(1)));
    assertThat(account()).isEmpty();
    assertThat(isKnown()).as("its bookings may be gone").isFalse();
  }

  @Test
  void aReplacedRowIsKnown_butNotWhatIsDeletedAlong() {
    found(1, "5");
    rows.apply(write(Mutation.newReplaceBuilder("Bookings"), 1).set("Nr").to(2).build());
    assertThat(isKnown()).as("nothing is below a booking").isTrue();
    rows.apply(deposit("3"));
    assertThat(isKnown()).as("only a replacement deletes").isTrue();
    rows.apply(write(Mutation.newReplaceBuilder("Accounts"), 1).build());
    assertThat(account().orElseThrow().isNull("Balance")).isTrue();
    assertThat(isKnown()).as("its bookings are gone").isFalse();
  }

  @Test
  void whatMayConcernTheRowsMakesThemUnknown() {
    for (Mutation write :
        List.of(
            Mutation.delete("Accounts", KeySet.all()),
            Mutation.delete("Bookings", KeySet.range(KeyRange.prefix(Key.of(1)))),
            Mutation.delete("Owners", Key.of(9)),
            write(Mutation.newReplaceBuilder("Owners"), 9).build(),
            // Perhaps a synonym.
            Mutation.newInsertBuilder("Elsewhere").set("Id").to(1).build())) {
      rows = states();
      rows.apply(write);
      assertThat(isKnown()).as("after %s", write).isFalse();
    }
    rows = states();
    rows.apply(Mutation.delete("Accounts", KeySet.newBuilder().build()));
    rows.apply(Mutation.delete("IdempotencyKeys", KeySet.all()));
    assertThat(rows.areKnown(List.of(element.rows().keySet().asList().get(0)))).isTrue();
  }

  @Test
  void otherRowsDoNotMatter() {
    found(1, "5");
    rows.apply(write(Mutation.newInsertBuilder("Accounts"), 2).build());
    rows.apply(Mutation.delete("Accounts", Key.of(3)));
    assertThat(rows.areKnown(List.of(element.rows().keySet().asList().get(0)))).isTrue();
    assertThat(account().orElseThrow().getBigDecimal("Balance")).isEqualTo(new BigDecimal(5));
  }

  @Test
  void whatOnlyTheServerKnowsIsUnknown() {
    reading(List.of("Id", "Balance", "Notes", "Opened"), List.of("Cents"));
    assertUnknownAfter(
        write(Mutation.newInsertOrUpdateBuilder("Accounts"), 1)
            .set("Notes")
            .to(Value.json("{\"b\": 1, \"a\": 2}"))
            .build());
    assertUnknownAfter(
        write(Mutation.newInsertOrUpdateBuilder("Accounts"), 1)
            .set("Opened")
            .to(Value.COMMIT_TIMESTAMP)
            .build());
    assertUnknownAfter(
        Mutation.newInsertOrUpdateBuilder("Accounts").set("Balance").to(BigDecimal.ONE).build());
    assertUnknownAfter(
        write(Mutation.newInsertOrUpdateBuilder("Accounts"), 1).set("Balance").to("1.50").build());
    assertUnknownAfter(write(Mutation.newUpdateBuilder("Accounts"), 1).build());
    assertUnknownAfter(
        Mutation.newInsertBuilder("Bookings")
            .set("Id")
            .to(1)
            .set("Nr")
            .to(1)
            .set("Amount")
            .to(7)
            .build());

    reading(List.of("Kind"), List.of("Amount"));
    assertUnknownAfter(write(Mutation.newInsertOrUpdateBuilder("Accounts"), 1).build());
    rows = states();
    rows.apply(
        write(Mutation.newInsertOrUpdateBuilder("Accounts"), 1).set("Kind").to("mine").build());
    assertThat(account().orElseThrow().getString("Kind")).isEqualTo("mine");
  }

  private void assertUnknownAfter(Mutation write) {
    rows = states();
    rows.apply(write);
    assertThat(isKnown()).as("after %s", write).isFalse();
  }

  @Test
  void aRowUnderAnotherKeyThanThatItWasAskedForFails() {
    assertThatThrownBy(
            () -> rows.found(new RowId(0, ByteString.EMPTY), Struct.newBuilder().build()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Spanner returned a row of Accounts under another key than that it was asked for");
  }

  @Test
  void aTimestampIsKnown() {
    reading(List.of("Opened"), List.of("Amount"));
    Timestamp time = Timestamp.ofTimeSecondsAndNanos(1, 1);
    rows.apply(write(Mutation.newInsertBuilder("Accounts"), 1).set("Opened").to(time).build());
    assertThat(account().orElseThrow().getTimestamp("Opened")).isEqualTo(time);
  }

  @Test
  void whoReadsAHiddenRowWaits() {
    rows.hide(element.rows().keySet());
    assertThat(isKnown()).isFalse();
    rows.apply(deposit("1"));
    assertThat(isKnown()).as("still").isFalse();
  }

  @Test
  void aRowThatWasNotDeclaredIsNotMissing() {
    TransactionRows ofElement = rows.of(element);
    for (var asked : List.of(List.of("Accounts", Key.of(2)), List.of("Owners", Key.of(1)))) {
      assertThatThrownBy(() -> ofElement.find((String) asked.get(0), (Key) asked.get(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("The function of the keys of " + asked.get(0) + " has not asked")
          .hasMessageEndingWith("has to be declared with withRead");
    }
    assertThatThrownBy(() -> ofElement.find("Accounts", Key.of("x")))
        .hasMessageContaining("A part of the key is not of the type of Id");
  }
}
