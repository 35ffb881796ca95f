package dev.lintel.pipeline.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Statement;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import dev.lintel.coders.MutationCoder;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.schema.SchemaReader;
import dev.lintel.transforms.WriteRows;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@SpannerDatabase(
    ddl =
        """
        CREATE TABLE Staff (Id STRING(36) NOT NULL DEFAULT (GENERATE_UUID()), Code INT64 NOT NULL,
          BossCode INT64, FOREIGN KEY (BossCode) REFERENCES Staff (Code)) PRIMARY KEY (Id)
        """)
class SecondPassIT {
  private final ConnectionConfig config;

  SecondPassIT(EmulatorDatabase database) {
    config = EmulatorConfig.of(database);
  }

  private static Mutation staff(long code, Long boss) {
    return Mutation.newInsertBuilder("Staff").set("Code").to(code).set("BossCode").to(boss).build();
  }

  @Test
  void rowsWhoseKeysTheServerMakesAreWrittenAgain() throws Exception {
    // Two rows of each circle, and a row that needs none; the runner makes bundles of the lists.
    List<Mutation> rows = new ArrayList<>();
    for (long i = 0; i < 20; i++) {
      rows.add(staff(i, i + 100));
      rows.add(staff(i + 200, null));
    }
    for (long i = 0; i < 20; i++) {
      rows.add(staff(i + 100, i));
    }
    try (var lease = SpannerConnections.acquire(config)) {
      var client = lease.connection().databaseClient();
      var schema = SchemaReader.read(client);
      WriteRows write = WriteRows.to(config).withSchema(schema);
      Pipeline pipeline = Pipeline.create();
      var first =
          pipeline
              .apply(
                  Create.of(Lists.partition(rows, 10)).withCoder(ListCoder.of(MutationCoder.of())))
              .apply(FlatMapElements.into(TypeDescriptor.of(Mutation.class)).via(list -> list))
              .setCoder(MutationCoder.of())
              .apply(write);
      var all = SecondPass.after(first, write, "Again", schema, ImmutableSet.of("Staff"));
      // Else this test would be about nothing: the first rows of the circles come in other commits.
      PAssert.that(first.getFailed())
          .satisfies(
              failed -> {
                assertThat(failed).isNotEmpty();
                return null;
              });
      PAssert.that(all.failed()).empty();
      pipeline.run().waitUntilFinish();
      try (var count =
          client.singleUse().executeQuery(Statement.of("SELECT COUNT(*) FROM Staff"))) {
        assertThat(count.next()).isTrue();
        assertThat(count.getLong(0)).isEqualTo(60);
      }
    }
  }
}
