package dev.lintel.pipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Mutation;
import com.google.common.collect.ImmutableList;
import dev.lintel.coders.SerializableCoderFinder;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.ddl.CounterUse;
import dev.lintel.ddl.DdlScript;
import dev.lintel.pipeline.files.UnpackLimit;
import dev.lintel.pipeline.formats.Formats;
import dev.lintel.pipeline.formats.RecordFormat;
import dev.lintel.pipeline.formats.TextSettings;
import dev.lintel.pipeline.job.RejectedRecords;
import dev.lintel.pipeline.load.Consent;
import dev.lintel.pipeline.load.LoadLevel;
import dev.lintel.pipeline.summary.RunId;
import dev.lintel.transforms.WriteRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.testing.CrashingRunner;
import org.apache.beam.sdk.util.construction.PipelineTranslation;
import org.junit.jupiter.api.Test;

class ImportPipelineTest {
  private static final ImportPlan PLAN =
      new ImportPlan(
          DdlScript.parse(
                  """
                  CREATE TABLE Parent (Id INT64) PRIMARY KEY (Id);
                  CREATE TABLE Child (Id INT64, ChildId INT64) PRIMARY KEY (Id, ChildId),
                    INTERLEAVE IN PARENT Parent;
                  """,
                  Dialect.GOOGLE_STANDARD_SQL)
              .planned(),
          ImmutableList.of(
              new TableLoad(
                  "Child",
                  Formats.of(RecordFormat.CSV),
                  LoadColumns.byName(),
                  List.of("/data/Child-1.csv", "/data/Child-2.csv")),
              new TableLoad(
                  "Parent",
                  Formats.of(RecordFormat.JSONL),
                  LoadColumns.byName(),
                  List.of("/data/P.jsonl"))),
          Mutation.Op.INSERT_OR_UPDATE,
          Consent.TO_NOTHING,
          TextSettings.defaults(),
          UnpackLimit.DEFAULT,
          ImmutableList.of("CREATE INDEX ParentById ON Parent (Id DESC)"));

  private static Pipeline built() {
    var options = PipelineOptionsFactory.create();
    // For all runners but the direct one, rows are shuffled.
    options.setRunner(CrashingRunner.class);
    var pipeline = Pipeline.create(options);
    var config = ConnectionConfig.of("p", "i", "d");
    ImportPipeline.build(
        pipeline,
        config,
        PLAN,
        WriteRows.to(config).withSchema(PLAN.schema()),
        RowSorting.BY_KEY,
        List.of(new CounterUse("Parent", "Id", "sequence S", 1, "ALTER SEQUENCE S ", "")),
        RunId.at(Instant.EPOCH, new Random(1)),
        new RejectedRecords(Optional.of("/out/rejected")));
    return pipeline;
  }

  @Test
  void noElementGoesThroughJavaSerialization() {
    assertThat(SerializableCoderFinder.findIn(built())).isEmpty();
  }

  @Test
  void theGraphCanTravel() {
    assertThat(PipelineTranslation.toProto(built()).getComponents().getTransformsCount())
        .isPositive();
  }

  @Test
  void aChildIsReadOnlyAfterItsParentIsWritten() {
    List<String> steps = new ArrayList<>();
    built()
        .traverseTopologically(
            new Pipeline.PipelineVisitor.Defaults() {
              @Override
              public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
                if (!node.isRootNode() && node.getEnclosingNode().isRootNode()) {
                  steps.add(node.getFullName());
                }
                return CompositeBehavior.ENTER_TRANSFORM;
              }
            });
    assertThat(steps)
        .containsSubsequence(
            "Level 1 read records",
            "Level 1 write rows",
            "Level 1 is done",
            "Level 2 read records",
            "Level 2 write rows");
    assertThat(PLAN.levels().stream().map(LoadLevel::tables))
        .containsExactly(ImmutableList.of("Parent"), ImmutableList.of("Child"));
  }
}
