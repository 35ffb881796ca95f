package dev.lintel.schema;

import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.ReadOnlyTransaction;
import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import java.util.ArrayList;
import java.util.List;

/** Everything that INFORMATION_SCHEMA shows about a database, for tests to compare. */
public final class InformationSchemaDump {

  private InformationSchemaDump() {}

  /**
   * Returns the rows of all views about user schemas, in any order.
   *
   * <p>Leaves out what a copy of an emulator's database cannot have: its DDL lacks the WHERE of an
   * index, which shows only in whether the columns of an index are nullable.
   */
  public static List<String> of(DatabaseClient client) {
    String system =
        client.getDialect() == Dialect.POSTGRESQL ? "information_schema" : "INFORMATION_SCHEMA";
    List<String> dump = new ArrayList<>();
    try (ReadOnlyTransaction transaction = client.readOnlyTransaction()) {
      List<String> views =
          rows(
              transaction.executeQuery(
                  Statement.of(
                      "SELECT table_name FROM information_schema.tables WHERE table_schema = '"
                          + system
                          + "'")));
      for (String view : views) {
        String name = view.substring(view.indexOf('=') + 1);
        for (String row :
            rows(
                transaction.executeQuery(
                    Statement.of("SELECT * FROM information_schema." + name)))) {
          if (!row.matches("(?is).*=(information_schema|spanner_sys|pg_catalog)( .*|$)")) {
            boolean ofIndex = name.equalsIgnoreCase("index_columns");
            dump.add(name + ": " + (ofIndex ? row.replaceFirst("(?i) is_nullable=\\w+", "") : row));
          }
        }
      }
    }
    return dump;
  }

  private static List<String> rows(ResultSet result) {
    List<String> rows = new ArrayList<>();
    try (result) {
      while (result.next()) {
        Struct row = result.getCurrentRowAsStruct();
        StringBuilder text = new StringBuilder();
        int i = 0;
        for (Type.StructField field : row.getType().getStructFields()) {
          text.append(i == 0 ? "" : " ").append(field.getName()).append('=');
          text.append(row.isNull(i) ? "NULL" : row.getValue(i).getAsString());
          i++;
        }
        rows.add(text.toString());
      }
    }
    return rows;
  }
}
