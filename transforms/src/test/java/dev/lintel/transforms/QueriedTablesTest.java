package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueriedTablesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          SELECT * FROM Orders                                                 | Orders
          select o.* from Orders as o join `Order Lines` l using (Id)          | Orders,Order Lines
          SELECT 1 FROM "we""ird" WHERE Id > 1                                 | we"ird
          SELECT 1 FROM sales.Orders@{FORCE_INDEX=ByDay} WHERE Id > 1          | sales.Orders
          SELECT * FROM "sales"."Orders" LEFT JOIN "Lines" ON true             | sales.Orders,Lines
          SELECT * FROM (SELECT Id FROM Orders)                                | Orders
          WITH Big AS (SELECT * FROM Orders) SELECT * FROM Big                 | Orders
          SELECT EXTRACT(YEAR FROM Day) FROM Orders                            | Orders
          SELECT TRIM(BOTH ' ' FROM Name), (SELECT 1 FROM B) FROM A            | B,A
          SELECT * FROM A WHERE X IS DISTINCT FROM Y                           | A
          SELECT 'x FROM Secret', `FROM` /* FROM Comment */ FROM A -- FROM B   | A
          SELECT 'it\\'s FROM B' FROM A # FROM C                               | A
          SELECT * FROM UNNEST([1, 2]) AS n JOIN A ON A.Id = n                 | A
          SELECT * FROM ML.PREDICT(MODEL M, TABLE T)                           | ^^
          SELECT 1                                                             | ^^
          SELECT * FROM                                                        | ^^
          SELECT * FROM A.                                                     | ^^
          """)
  void findsTheTablesThatAQueryNames(String sql, String tables) {
    assertThat(String.join(",", QueriedTables.of(sql))).isEqualTo(tables);
  }

  @Test
  void aLongStringIsPassedOver() {
    String text = "x \\' FROM B ".repeat(100_000);
    assertThat(QueriedTables.of("SELECT '%s' FROM A".formatted(text))).containsExactly("A");
    assertThat(QueriedTables.of("SELECT /* %s */ 1 FROM A".formatted(text))).containsExactly("A");
  }
}
