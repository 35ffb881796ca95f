package dev.lintel.transforms;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Mutation;
import dev.lintel.connection.ConnectionConfig;
import java.io.Serializable;
import java.util.List;

/** An amount that is added to the balance of an account. */
record Deposit(String id, long account, long amount) implements Serializable {
  static final String ACCOUNTS =
      """
      CREATE TABLE Accounts (AccountId INT64 NOT NULL, Balance INT64 NOT NULL,
        CONSTRAINT NotOverdrawn CHECK (Balance >= 0)) PRIMARY KEY (AccountId)
      """;
  static final String POSTGRES_ACCOUNTS =
      """
      CREATE TABLE "Accounts" ("AccountId" bigint PRIMARY KEY, "Balance" bigint NOT NULL,
        CONSTRAINT "NotOverdrawn" CHECK ("Balance" >= 0))
      """;

  /** Adds deposits to accounts, which are opened by the first one. */
  static TransactRows<Deposit> into(ConnectionConfig config) {
    return TransactRows.<Deposit>in(config)
        .withOperation("deposit")
        .withId(Deposit::id)
        .withRead("Accounts", List.of("Balance"), deposit -> List.of(Key.of(deposit.account())))
        .withChange((deposit, rows) -> List.of(deposit.addedTo(balance(deposit, rows))));
  }

  static long balance(Deposit deposit, TransactionRows rows) {
    return rows.find("Accounts", Key.of(deposit.account()))
        .map(row -> row.getLong("Balance"))
        .orElse(0L);
  }

  Mutation addedTo(long balance) {
    return Mutation.newInsertOrUpdateBuilder("Accounts")
        .set("AccountId")
        .to(account)
        .set("Balance")
        .to(balance + amount)
        .build();
  }
}
