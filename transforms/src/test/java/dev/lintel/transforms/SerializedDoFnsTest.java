package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Mutation;
import dev.lintel.coders.KeyCoder;
import dev.lintel.coders.MutationCoder;
import dev.lintel.compare.CompareTables;
import dev.lintel.compare.RecheckDifferences;
import dev.lintel.compare.TableComparison;
import dev.lintel.compare.VerifyRows;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.ddl.DdlScript;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.Table;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.runners.TransformHierarchy.Node;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;

/** Runners serialize DoFns far more often than they run them. */
class SerializedDoFnsTest {
  private static final DatabaseSchema SCHEMA =
      DdlScript.parse("CREATE TABLE T (Id INT64) PRIMARY KEY (Id)", Dialect.GOOGLE_STANDARD_SQL)
          .planned();

  private final ConnectionConfig config = ConnectionConfig.of("p", "i", "d");
  private final Pipeline pipeline = Pipeline.create();

  @Test
  void tablesTravelAsBytesInAllTransforms() {
    Table table = SCHEMA.findTable("T").orElseThrow();
    TableComparison comparison =
        TableComparison.of(SCHEMA.getDialect(), table, SCHEMA.getDialect(), table);
    PCollection<Key> keys = pipeline.apply("Keys", Create.of(Key.of(1)).withCoder(KeyCoder.of()));
    PCollection<Mutation> rows =
        pipeline.apply(
            "Rows", Create.of(Mutation.delete("T", Key.of(1))).withCoder(MutationCoder.of()));

    pipeline.apply("Read", ReadRows.from(config).withTable("T").withSchema(SCHEMA));
    keys.apply(
        "Look up",
        LookupRows.<Key>from(config).withTable("T").withKeys(List::of).withSchema(SCHEMA));
    keys.apply("Delete", DeleteRows.from(config).withTable("T").withSchema(SCHEMA));
    WriteRows write = WriteRows.to(config).withSchema(SCHEMA);
    rows.apply("Write", write);
    rows.apply("Sort", new GroupByKeyRange(SCHEMA));
    rows.apply("Write dependent rows", WriteDependentRows.like(write));
    rows.apply("Verify", VerifyRows.in(config, SCHEMA));
    pipeline
        .apply(
            "Compare",
            CompareTables.between(config, config)
                .withTable(comparison)
                .at(Timestamp.MIN_VALUE, Timestamp.MIN_VALUE))
        .getDifferences()
        .apply(
            "Recheck", RecheckDifferences.between(config, config).withTables(List.of(comparison)));

    List<String> found = new ArrayList<>();
    List<DoFn<?, ?>> fns = fns();
    fns.forEach(fn -> largeObjectsIn(fn).forEach(name -> found.add(fn.getClass() + ": " + name)));
    assertThat(fns).hasSizeGreaterThan(12);
    assertThat(found).isEmpty();
  }

  /** Returns the DoFns of this project. */
  private List<DoFn<?, ?>> fns() {
    List<DoFn<?, ?>> found = new ArrayList<>();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public void visitPrimitiveTransform(Node node) {
            if (node.getTransform() instanceof ParDo.MultiOutput<?, ?> step
                && step.getFn().getClass().getName().startsWith("dev.lintel.")) {
              found.add(step.getFn());
            }
          }
        });
    return found;
  }

  /** Returns the classes of objects that are serialized with a DoFn and should not be. */
  private static Set<String> largeObjectsIn(DoFn<?, ?> fn) {
    Set<String> found = new TreeSet<>();
    try (var out =
        new ObjectOutputStream(OutputStream.nullOutputStream()) {
          {
            enableReplaceObject(true);
          }

          @Override
          protected Object replaceObject(Object object) {
            if (object instanceof Table || object instanceof PTransform<?, ?>) {
              found.add(object.getClass().getName());
            }
            return object;
          }
        }) {
      out.writeObject(fn);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }
}
