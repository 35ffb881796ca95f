package dev.lintel.pipeline.templates;

import com.google.common.collect.ImmutableList;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import com.google.spanner.admin.database.v1.CreateDatabaseRequest;
import com.google.spanner.admin.database.v1.UpdateDatabaseDdlRequest;
import com.google.spanner.v1.CommitRequest;
import com.google.spanner.v1.Mutation;
import com.google.spanner.v1.ReadRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the server was asked for in a run, in the order in which it got the requests. */
record ServerRequests(ImmutableList<Request> all) {

  /** A request, by the name of its method without the service. */
  record Request(String method, ByteString message) {}

  private <T> Stream<T> of(String method, Parser<T> parser) {
    return all.stream()
        .filter(request -> request.method().equals(method))
        .map(request -> parsed(request, parser));
  }

  private static <T> T parsed(Request request, Parser<T> parser) {
    try {
      return parser.parseFrom(request.message());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The commits that write rows of tables. */
  List<CommitRequest> commits() {
    return of("Commit", CommitRequest.parser()).filter(commit -> rowsOf(commit) > 0).toList();
  }

  /** How many rows a commit has. */
  static int rowsOf(CommitRequest commit) {
    return commit.getMutationsList().stream()
        .map(Mutation::getInsertOrUpdate)
        .mapToInt(Mutation.Write::getValuesCount)
        .sum();
  }

  /** The reads of a part of a table, which are those that an export has its rows from. */
  List<ReadRequest> partitionReads() {
    return of("StreamingRead", ReadRequest.parser())
        .filter(read -> !read.getPartitionToken().isEmpty())
        .toList();
  }

  /**
   * The changes of the schema as their statements, one list a request, and each run of commits of
   * rows as a list with the text {@code rows}.
   */
  List<List<String>> schemaAndRows() {
    List<List<String>> steps = new ArrayList<>();
    for (Request request : all) {
      switch (request.method()) {
        case "CreateDatabase" ->
            steps.add(parsed(request, CreateDatabaseRequest.parser()).getExtraStatementsList());
        case "UpdateDatabaseDdl" ->
            steps.add(parsed(request, UpdateDatabaseDdlRequest.parser()).getStatementsList());
        case "Commit" -> {
          List<String> rows = List.of("rows");
          boolean isNext = steps.isEmpty() || !steps.get(steps.size() - 1).equals(rows);
          if (isNext && rowsOf(parsed(request, CommitRequest.parser())) > 0) {
            steps.add(rows);
          }
        }
        default -> {
          // Changes nothing.
        }
      }
    }
    return steps;
  }

  /** At which of {@link #schemaAndRows} a statement that begins so is; -1 if at none. */
  int stepOf(String beginning) {
    List<List<String>> steps = schemaAndRows();
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).stream().anyMatch(text -> text.startsWith(beginning))) {
        return i;
      }
    }
    return -1;
  }
}
