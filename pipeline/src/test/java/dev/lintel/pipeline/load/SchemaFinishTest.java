package dev.lintel.pipeline.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.SpannerExceptionFactory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SchemaFinishTest {
  private static final List<String> WANTED = List.of("one", "two", "three");

  /** A server that has some of the statements and refuses others. */
  private static final class Server implements SchemaFinish.Update {
    private final Set<String> has = new LinkedHashSet<>();
    private final Map<String, SpannerException> refuses = new TreeMap<>();
    private final List<String> operations = new ArrayList<>();
    private Runnable before = () -> {};

    @Override
    public void apply(List<String> statements, String operationId) {
      operations.add(operationId);
      before.run();
      for (String statement : statements) {
        if (has.contains(statement)) {
          throw error(ErrorCode.FAILED_PRECONDITION, "Duplicate name in schema: " + statement);
        }
        if (refuses.containsKey(statement)) {
          throw refuses.get(statement);
        }
        has.add(statement);
      }
    }

    List<String> missing() {
      return WANTED.stream().filter(statement -> !has.contains(statement)).toList();
    }

    void finish() throws InterruptedException {
      new SchemaFinish(this, this::missing, "run-1").create();
    }
  }

  private static SpannerException error(ErrorCode code, String message) {
    return SpannerExceptionFactory.newSpannerException(code, message);
  }

  private final Server server = new Server();

  @Test
  void everythingIsCreatedTogether() throws Exception {
    server.finish();
    assertThat(server.has).containsExactlyElementsOf(WANTED);
    assertThat(server.operations).hasSize(1);
  }

  @Test
  void givenAnotherAttemptHasCreatedEverything_succeeds() throws Exception {
    server.before = () -> server.has.addAll(WANTED);
    server.finish();
    assertThat(server.has).containsExactlyInAnyOrderElementsOf(WANTED);
  }

  @Test
  void anAttemptNamesItsOperationAsTheOneBefore() throws Exception {
    server.finish();
    server.has.clear();
    server.finish();
    assertThat(server.operations.get(1)).isEqualTo(server.operations.get(0)).matches("[a-z0-9_]+");
  }

  @Test
  void eachStatementThatFailsIsNamed_andTheOthersAreCreated() {
    server.refuses.put(
        "one",
        error(
            ErrorCode.FAILED_PRECONDITION,
            "Found uniqueness violation on index ByName,  duplicate key: {String(\"Ama\")}"));
    server.refuses.put("three", error(ErrorCode.INVALID_ARGUMENT, "Table not found: {x}"));

    assertThatThrownBy(server::finish)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(
            "one (FAILED_PRECONDITION: Found uniqueness violation on index ByName,"
                + "  duplicate key: ...); three (INVALID_ARGUMENT: Table not found: {x}); fix the"
                + " rows (see those that were rejected) and run the job again")
        .hasMessageNotContaining("Ama");
    assertThat(server.has).containsExactly("two");
  }

  @Test
  void givenRowsAreNotToBlame_theMessageDoesNotBlameThem() {
    server.refuses.put(
        "one", error(ErrorCode.FAILED_PRECONDITION, "Too many indexes on table Airports"));
    assertThatThrownBy(server::finish)
        .hasMessageContaining("one (FAILED_PRECONDITION: Too many indexes on table Airports)")
        .hasMessageContaining("remove the cause and run the job again")
        .hasMessageNotContaining("fix the rows");
  }

  @Test
  void givenAnIndexIsStillBeingBuilt_theMessageSaysSo() {
    server.refuses.put("two", error(ErrorCode.DEADLINE_EXCEEDED, "no answer in time"));
    assertThatThrownBy(server::finish)
        .hasMessageContaining("the server may still be working on it: wait for that, then run")
        .hasMessageNotContaining("fix the rows");
  }
}
