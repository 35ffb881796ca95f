#!/usr/bin/env bash
# google-cloud-spanner 6.104.0. DatabaseClient.getDialect() asks the server once. If that one query fails, the client
# throws the same exception at each later call without asking again, although its other queries succeed.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>com.google.cloud</groupId><artifactId>google-cloud-spanner</artifactId><version>6.104.0</version></dependency>
  </dependencies>
</project>
POM
"$root/mvnw" -q -B -f pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies \
  -DoutputDirectory=lib -DincludeScope=runtime

cat > Main.java <<'JAVA'
import com.google.cloud.NoCredentials;
import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.DatabaseId;
import com.google.cloud.spanner.Spanner;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.SpannerOptions;
import com.google.cloud.spanner.Statement;
import com.google.protobuf.Value;
import com.google.spanner.v1.CreateSessionRequest;
import com.google.spanner.v1.ExecuteSqlRequest;
import com.google.spanner.v1.PartialResultSet;
import com.google.spanner.v1.ResultSetMetadata;
import com.google.spanner.v1.Session;
import com.google.spanner.v1.SpannerGrpc;
import com.google.spanner.v1.StructType;
import com.google.spanner.v1.Type;
import com.google.spanner.v1.TypeCode;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.atomic.AtomicInteger;

public class Main {
  /** Answers every query with the name of the dialect, except the first one. */
  static final class Service extends SpannerGrpc.SpannerImplBase {
    final AtomicInteger queries = new AtomicInteger();

    @Override
    public void createSession(CreateSessionRequest request, StreamObserver<Session> out) {
      out.onNext(Session.newBuilder().setName(request.getDatabase() + "/sessions/s").setMultiplexed(true).build());
      out.onCompleted();
    }

    @Override
    public void executeStreamingSql(ExecuteSqlRequest request, StreamObserver<PartialResultSet> out) {
      if (queries.incrementAndGet() == 1) {
        out.onError(Status.INTERNAL.withDescription("broken for a moment").asRuntimeException());
        return;
      }
      StructType.Field column = StructType.Field.newBuilder().setName("option_value")
          .setType(Type.newBuilder().setCode(TypeCode.STRING)).build();
      out.onNext(PartialResultSet.newBuilder()
          .setMetadata(ResultSetMetadata.newBuilder().setRowType(StructType.newBuilder().addFields(column)))
          .addValues(Value.newBuilder().setStringValue("GOOGLE_STANDARD_SQL"))
          .build());
      out.onCompleted();
    }
  }

  static String dialect(DatabaseClient client) {
    try {
      return client.getDialect().toString();
    } catch (SpannerException e) {
      return e.getErrorCode().toString();
    }
  }

  public static void main(String[] args) throws Exception {
    Service service = new Service();
    Server server = ServerBuilder.forPort(0).addService(service).build().start();
    SpannerOptions options = SpannerOptions.newBuilder()
        .setProjectId("p").setHost("http://localhost:" + server.getPort())
        .setChannelConfigurator(ManagedChannelBuilder::usePlaintext)
        .setCredentials(NoCredentials.getInstance()).setBuiltInMetricsEnabled(false).build();
    try (Spanner spanner = options.getService()) {
      DatabaseClient client = spanner.getDatabaseClient(DatabaseId.of("p", "i", "d"));
      System.out.println("getDialect: " + dialect(client));
      try (var rows = client.singleUse().executeQuery(Statement.of("SELECT 1"))) {
        System.out.println("another query: " + (rows.next() ? rows.getString(0) : "nothing"));
      }
      int before = service.queries.get();
      System.out.println("getDialect again: " + dialect(client) + ", queries: " + (service.queries.get() - before));
    }
    server.shutdownNow();
  }
}
JAVA
java -cp 'lib/*' Main.java > output 2>log || { cat log; exit 1; }
cat output
diff output - <<'EXPECTED'
getDialect: INTERNAL
another query: GOOGLE_STANDARD_SQL
getDialect again: INTERNAL, queries: 0
EXPECTED
