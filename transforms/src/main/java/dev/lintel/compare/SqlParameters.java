package dev.lintel.compare;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.Value;
import java.util.ArrayList;
import java.util.List;

/** Collects the parameters of one statement. Not thread-safe. */
final class SqlParameters {
  private final Dialect dialect;
  private final List<Value> values = new ArrayList<>();

  SqlParameters(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Adds a value and returns its placeholder in the text. */
  String add(Value value) {
    values.add(value);
    return (dialect == Dialect.POSTGRESQL ? "$" : "@p") + values.size();
  }

  /** Returns the statement of a text that has the placeholders. */
  Statement statement(String sql) {
    Statement.Builder statement = Statement.newBuilder(sql);
    for (int i = 0; i < values.size(); i++) {
      statement.bind("p" + (i + 1)).to(values.get(i));
    }
    return statement.build();
  }
}
