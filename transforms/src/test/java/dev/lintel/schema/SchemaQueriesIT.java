package dev.lintel.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.ForwardingResultSet;
import com.google.cloud.spanner.ReadContext;
import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.Statement;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.emulator.SpannerEmulatorExtension;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A schema is read in three round trips, whatever the number of queries. */
@ExtendWith(SpannerEmulatorExtension.class)
class SchemaQueriesIT {

  @Test
  void queriesThatNeedNothingOfEachOtherAreUnderWayAtTheSameTime(SpannerEmulator emulator) {
    EmulatorDatabase database =
        emulator.createDatabase(
            List.of(
                "CREATE TABLE T (Id INT64, Other INT64) PRIMARY KEY (Id)",
                "ALTER TABLE T ADD FOREIGN KEY (Other) REFERENCES T (Id)"));
    try (EmulatorClient client = EmulatorClient.of(database);
        var transaction = client.client().readOnlyTransaction()) {
      ReadContext meeting = new Meeting(transaction).context();

      DatabaseSchema schema = SchemaReader.read(meeting, Dialect.GOOGLE_STANDARD_SQL);

      assertThat(schema.findTable("T").orElseThrow().getForeignKeys()).hasSize(1);
    }
  }

  /** Gives no rows of a query before all those of its round trip are asked for. */
  private record Meeting(ReadContext reads, CyclicBarrier five, CyclicBarrier two) {

    Meeting(ReadContext reads) {
      this(reads, new CyclicBarrier(5), new CyclicBarrier(2));
    }

    ReadContext context() {
      return (ReadContext)
          Proxy.newProxyInstance(
              getClass().getClassLoader(), new Class<?>[] {ReadContext.class}, this::call);
    }

    private Object call(Object proxy, Method method, Object[] args) throws Throwable {
      try {
        Object result = method.invoke(reads, args);
        return result instanceof ResultSet rows
            ? new Waiting(rows, ((Statement) args[0]).getSql(), this)
            : result;
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    void await(String sql) {
      try {
        if (sql.contains("key_column_usage") || sql.contains("constraint_table_usage")) {
          two.await(1, TimeUnit.MINUTES);
        } else if (!sql.endsWith("information_schema.tables")) {
          five.await(1, TimeUnit.MINUTES);
        }
      } catch (Exception e) {
        throw new AssertionError("the others were not asked for: " + sql, e);
      }
    }
  }

  private static final class Waiting extends ForwardingResultSet {
    private final String sql;
    private final Meeting meeting;
    private boolean begun;

    Waiting(ResultSet rows, String sql, Meeting meeting) {
      super(rows);
      this.sql = sql;
      this.meeting = meeting;
    }

    @Override
    public boolean next() {
      if (!begun) {
        begun = true;
        meeting.await(sql);
      }
      return super.next();
    }
  }
}
