package dev.lintel.pipeline.purge;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Mutation;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.imports.Rows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rows of a table with children and rows that reference it. */
@Timeout(120)
@SpannerDatabase(
    ddl = {
      "CREATE TABLE Customers (Customer INT64 NOT NULL, Name STRING(20)) PRIMARY KEY (Customer)",
      """
      CREATE TABLE Orders (Customer INT64 NOT NULL, Nr INT64 NOT NULL, State STRING(10), Day DATE,
        Made TIMESTAMP) PRIMARY KEY (Customer, Nr), INTERLEAVE IN PARENT Customers
      """,
      """
      CREATE TABLE Items (Customer INT64 NOT NULL, Nr INT64 NOT NULL, Item INT64 NOT NULL)
        PRIMARY KEY (Customer, Nr, Item), INTERLEAVE IN PARENT Orders ON DELETE CASCADE
      """,
      """
      CREATE TABLE Refunds (Id INT64 NOT NULL, Customer INT64, Nr INT64,
        CONSTRAINT FK_Order FOREIGN KEY (Customer, Nr) REFERENCES Orders (Customer, Nr))
        PRIMARY KEY (Id)
      """
    })
class PurgeIT {
  private static final String ORDERS = "SELECT Customer, Nr FROM Orders ORDER BY Customer, Nr";

  private final EmulatorDatabase database;

  @TempDir private Path folder;

  PurgeIT(EmulatorDatabase database) {
    this.database = database;
  }

  /** Three customers of three orders, the first of them open, each with two items. */
  @BeforeEach
  void fill() throws InterruptedException {
    List<Mutation> rows = new ArrayList<>();
    for (String table : List.of("Refunds", "Items", "Orders", "Customers")) {
      rows.add(Mutation.delete(table, com.google.cloud.spanner.KeySet.all()));
    }
    for (long customer = 1; customer <= 3; customer++) {
      rows.add(
          Mutation.newInsertBuilder("Customers")
              .set("Customer")
              .to(customer)
              .set("Name")
              .to("n")
              .build());
      for (long nr = 1; nr <= 3; nr++) {
        rows.add(
            Mutation.newInsertBuilder("Orders")
                .set("Customer")
                .to(customer)
                .set("Nr")
                .to(nr)
                .set("State")
                .to(nr == 1 ? "OPEN" : "CLOSED")
                .build());
        for (long item = 1; item <= 2; item++) {
          rows.add(
              Mutation.newInsertBuilder("Items")
                  .set("Customer")
                  .to(customer)
                  .set("Nr")
                  .to(nr)
                  .set("Item")
                  .to(item)
                  .build());
        }
      }
    }
    Rows.write(database, rows.toArray(Mutation[]::new));
  }

  private void refund(long id, long customer, long nr) throws InterruptedException {
    Rows.write(
        database,
        Mutation.newInsertBuilder("Refunds")
            .set("Id")
            .to(id)
            .set("Customer")
            .to(customer)
            .set("Nr")
            .to(nr)
            .build());
  }

  @Test
  void rowsThatMeetTheConditionAreDeletedWithThoseThatCascade() throws Exception {
    CommandRun run =
        PurgeRun.ending(ExitStatus.SUCCEEDED, database, "orders", "--where=State = 'CLOSED'");

    // Read, deleted, failed, changed.
    assertThat(PurgeRun.figures(run, "Orders")).isEqualTo("Orders 6 6 0 0");
    assertThat(PurgeRun.figures(run, "Items")).isEqualTo("Items 12 12 0 0");
    assertThat(Rows.of(database, ORDERS)).containsExactly("[1, 1]", "[2, 1]", "[3, 1]");
    assertThat(Rows.of(database, "SELECT COUNT(*) FROM Items")).containsExactly("[6]");
    assertThat(Rows.of(database, "SELECT COUNT(*) FROM Customers")).containsExactly("[3]");
  }

  @Test
  void aDryRunCountsAndChangesNothing() throws Exception {
    Path archive = folder.resolve("archive");
    CommandRun run =
        PurgeRun.ending(
            ExitStatus.SUCCEEDED,
            database,
            "Customers",
            "--where=Customer < 3",
            "--includeChildren",
            "--archiveDir=" + archive,
            "--dryRun");

    assertThat(PurgeRun.figures(run, "Customers")).isEqualTo("Customers 2");
    assertThat(PurgeRun.figures(run, "Orders")).isEqualTo("Orders 6");
    assertThat(PurgeRun.figures(run, "Items")).isEqualTo("Items 12");
    assertThat(PurgeRun.figures(run, "Refunds")).isEqualTo("Refunds 0");
    assertThat(run.out()).contains("Nothing was changed.");
    assertThat(Rows.of(database, "SELECT COUNT(*) FROM Items")).containsExactly("[18]");
    assertThat(archive).doesNotExist();
  }

  @Test
  void rowsThatDependOnTheRowsAreListedAndNothingIsDeleted() throws Exception {
    refund(1, 1, 2);
    refund(2, 1, 1);
    CommandRun run =
        PurgeRun.ending(ExitStatus.USAGE, database, "Orders", "--where=State = 'CLOSED'");
    assertThat(run.err())
        .contains(
            "--includeChildren: 1 row of table Refunds depends on rows to delete"
                + " (FK_Order references Orders); give it to delete them, too")
        .contains("nothing was done");

    run = PurgeRun.ending(ExitStatus.USAGE, database, "Customers", "--where=Customer = 2");
    assertThat(run.err())
        .contains(
            "--includeChildren: 3 rows of table Orders depend on rows to delete (interleaved in"
                + " Customers, ON DELETE NO ACTION); give it to delete them, too");
    assertThat(Rows.of(database, "SELECT COUNT(*) FROM Orders")).containsExactly("[9]");
  }

  @Test
  void childrenAreDeletedBeforeTheRowsThatTheyNeed() throws Exception {
    refund(1, 1, 2);
    refund(2, 1, 1);
    refund(3, 2, 1);
    CommandRun run =
        PurgeRun.ending(
            ExitStatus.SUCCEEDED,
            database,
            "Customers",
            "--where=Customer = 1",
            "--includeChildren");

    assertThat(PurgeRun.figures(run, "Customers")).isEqualTo("Customers 1 1 0 0");
    assertThat(PurgeRun.figures(run, "Orders")).isEqualTo("Orders 3 3 0 0");
    assertThat(PurgeRun.figures(run, "Items")).isEqualTo("Items 6 6 0 0");
    assertThat(PurgeRun.figures(run, "Refunds")).isEqualTo("Refunds 2 2 0 0");
    assertThat(Rows.of(database, "SELECT Customer FROM Customers ORDER BY Customer"))
        .containsExactly("[2]", "[3]");
    assertThat(Rows.of(database, "SELECT Id FROM Refunds")).containsExactly("[3]");
  }

  @Test
  void moreRowsThanAllowedAreNotDeleted() throws Exception {
    CommandRun run =
        PurgeRun.ending(
            ExitStatus.USAGE, database, "Orders", "--where=State = 'CLOSED'", "--maxRows=17");
    assertThat(run.err())
        .contains(
            "--maxRows=17: 18 rows would be deleted, children included: 6 of Orders, 12 of Items");
    assertThat(Rows.of(database, "SELECT COUNT(*) FROM Items")).containsExactly("[18]");

    PurgeRun.ending(
        ExitStatus.SUCCEEDED, database, "Orders", "--where=State = 'CLOSED'", "--maxRows=18");
    assertThat(Rows.of(database, "SELECT COUNT(*) FROM Items")).containsExactly("[6]");
  }

  @Test
  void anArchiveBringsTheRowsBack() throws Exception {
    refund(1, 1, 2);
    List<String> refunds = Rows.of(database, "SELECT * FROM Refunds");
    CommandRun run =
        PurgeRun.ending(
            ExitStatus.SUCCEEDED,
            database,
            "Orders",
            "--where=State = 'CLOSED'",
            "--includeChildren",
            "--archiveDir=" + folder);
    assertThat(PurgeRun.figures(run, "Orders")).isEqualTo("Orders 6 6 0 0");
    assertThat(PurgeRun.figures(run, "Items")).isEqualTo("Items 12 12 0 0");
    assertThat(PurgeRun.figures(run, "Refunds")).isEqualTo("Refunds 1 1 0 0");
    assertThat(Rows.of(database, "SELECT COUNT(*) FROM Items")).containsExactly("[6]");

    CommandRun back = CommandRun.on(database, "import", "--inputDir=" + PurgeRun.archive(run));
    assertThat(back.status()).as(back.out() + back.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(Rows.of(database, "SELECT COUNT(*) FROM Orders")).containsExactly("[9]");
    assertThat(Rows.of(database, "SELECT COUNT(*) FROM Items")).containsExactly("[18]");
    assertThat(Rows.of(database, "SELECT * FROM Refunds")).isEqualTo(refunds);
  }

  @Test
  void keysOfAQueryAndOfFiles() throws Exception {
    CommandRun run =
        PurgeRun.ending(
            ExitStatus.SUCCEEDED,
            database,
            "Orders",
            // One of them has no row, and one comes twice.
            "--query=SELECT Nr, Customer FROM Orders WHERE Nr = 3 UNION ALL SELECT 9, 9"
                + " UNION ALL SELECT 3, 1");
    assertThat(PurgeRun.figures(run, "Orders")).isEqualTo("Orders 3 3 0 1");

    Path keys = Files.writeString(folder.resolve("keys.csv"), "1,2\n2,2\n2,3\nx,1\n1,2\n");
    Path rejected = folder.resolve("rejected");
    run =
        PurgeRun.ending(
            ExitStatus.TOO_MANY_FAILURES,
            database,
            "Orders",
            "--input=" + keys,
            "--invalidOutputPath=" + rejected,
            "--dryRun");
    assertThat(PurgeRun.figures(run, "(keys)")).isEqualTo("(keys) 5 1");
    assertThat(rejected).as("what is no key is known before the run").isNotEmptyDirectory();
    assertThat(Rows.of(database, "SELECT COUNT(*) FROM Orders")).containsExactly("[6]");

    run =
        PurgeRun.ending(
            ExitStatus.TOO_MANY_FAILURES,
            database,
            "Orders",
            "--input=" + keys,
            "--invalidOutputPath=" + rejected);
    assertThat(PurgeRun.figures(run, "(keys)")).isEqualTo("(keys) 5 - 1 -");
    assertThat(PurgeRun.figures(run, "Orders")).isEqualTo("Orders 2 2 0 1");
    assertThat(Rows.of(database, ORDERS)).containsExactly("[1, 1]", "[2, 1]", "[3, 1]", "[3, 2]");
  }
}
