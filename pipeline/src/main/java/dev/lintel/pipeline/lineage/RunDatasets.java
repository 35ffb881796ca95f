package dev.lintel.pipeline.lineage;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.lintel.pipeline.files.FileLineage;
import dev.lintel.pipeline.summary.RunSummary;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.schema.Column;
import dev.lintel.schema.DatabaseSchema;
import io.openlineage.client.OpenLineage;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.Lineage;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a run has read and written: the tables of databases, as the pipeline reported them to Beam's
 * lineage, and the folders of files.
 *
 * @param ownDatabase the resource name of the database that the job works on
 * @param readFigures of which datasets they are
 * @param schemas of databases, by resource name; those that could not be read are missing
 * @param rejectedFolder where the rejected records are, if there are any
 */
record RunDatasets(
    OpenLineage model,
    PipelineResult result,
    RunSummary summary,
    String ownDatabase,
    ReadFigures readFigures,
    ImmutableMap<String, DatabaseSchema> schemas,
    Optional<String> rejectedFolder) {

  ImmutableList<OpenLineage.InputDataset> inputs() {
    ImmutableList.Builder<OpenLineage.InputDataset> inputs = ImmutableList.builder();
    for (SpannerTableName table : tables(Lineage.Type.SOURCE)) {
      inputs.add(
          input(
              table.namespace(),
              table.name(),
              facets(table),
              rows(table, TableFigure.READ, readFigures.database())));
    }
    ImmutableSortedSet<String> folders = FileLineage.foldersRead(result);
    for (String folder : folders) {
      inputs.add(
          input(
              namespaceOf(folder),
              nameOf(folder),
              model.newDatasetFacetsBuilder().build(),
              total(folders, TableFigure.READ, readFigures.isOfFiles())));
    }
    return inputs.build();
  }

  ImmutableList<OpenLineage.OutputDataset> outputs() {
    ImmutableList.Builder<OpenLineage.OutputDataset> outputs = ImmutableList.builder();
    for (SpannerTableName table : tables(Lineage.Type.SINK)) {
      outputs.add(
          output(
              table.namespace(),
              table.name(),
              facets(table),
              rows(table, TableFigure.WRITTEN, Optional.of(ownDatabase))));
    }
    ImmutableSortedSet<String> folders = FileLineage.foldersWritten(result);
    for (String folder : folders) {
      outputs.add(outputFolder(folder, total(folders, TableFigure.WRITTEN, name -> true)));
    }
    rejectedFolder
        .filter(folder -> !folders.contains(folder))
        .ifPresent(folder -> outputs.add(outputFolder(folder, summary.total(TableFigure.FAILED))));
    return outputs.build();
  }

  private List<SpannerTableName> tables(Lineage.Type type) {
    Set<String> names = new TreeSet<>(Lineage.query(result.metrics(), type));
    return names.stream()
        .map(SpannerTableName::parse)
        .flatMap(Optional::stream)
        .distinct()
        .collect(toImmutableList());
  }

  private OpenLineage.InputDataset input(
      String namespace, String name, OpenLineage.DatasetFacets facets, @Nullable Long rows) {
    return model
        .newInputDatasetBuilder()
        .namespace(namespace)
        .name(name)
        .facets(facets)
        .inputFacets(
            model
                .newInputDatasetInputFacetsBuilder()
                .inputStatistics(
                    rows == null
                        ? null
                        : model.newInputStatisticsInputDatasetFacet(rows, null, null))
                .build())
        .build();
  }

  private OpenLineage.OutputDataset outputFolder(String folder, @Nullable Long rows) {
    return output(
        namespaceOf(folder), nameOf(folder), model.newDatasetFacetsBuilder().build(), rows);
  }

  private OpenLineage.OutputDataset output(
      String namespace, String name, OpenLineage.DatasetFacets facets, @Nullable Long rows) {
    return model
        .newOutputDatasetBuilder()
        .namespace(namespace)
        .name(name)
        .facets(facets)
        .outputFacets(
            model
                .newOutputDatasetOutputFacetsBuilder()
                .outputStatistics(
                    rows == null
                        ? null
                        : model.newOutputStatisticsOutputDatasetFacet(rows, null, null))
                .build())
        .build();
  }

  private OpenLineage.DatasetFacets facets(SpannerTableName table) {
    OpenLineage.DatasetFacetsBuilder facets =
        model
            .newDatasetFacetsBuilder()
            .dataSource(
                model.newDatasourceDatasetFacet(table.database(), URI.create(table.namespace())));
    DatabaseSchema schema = schemas.get(table.database());
    if (schema != null && table.table() != null) {
      schema
          .findTable(table.table())
          .ifPresent(
              found ->
                  facets.schema(
                      model.newSchemaDatasetFacet(
                          found.getColumns().stream().map(this::field).toList())));
    }
    return facets.build();
  }

  private OpenLineage.SchemaDatasetFacetFields field(Column column) {
    return model
        .newSchemaDatasetFacetFieldsBuilder()
        .name(column.getName())
        .type(column.getTypeName())
        .build();
  }

  /**
   * The rows of a table, if the job counts them.
   *
   * @param counted the database whose tables the figure is of
   */
  private @Nullable Long rows(
      SpannerTableName table, TableFigure figure, Optional<String> counted) {
    return !counted.equals(Optional.of(table.database()))
        ? null
        : summary.tables().stream()
            .filter(row -> row.name().equals(table.table()))
            .flatMap(row -> Stream.ofNullable(row.figures().get(figure)))
            .findFirst()
            .orElse(null);
  }

  /**
   * All rows, if they are of one folder and the job counts them.
   *
   * @param counted whether a row of the summary, by its name, is of files
   */
  private @Nullable Long total(Set<String> folders, TableFigure figure, Predicate<String> counted) {
    return folders.size() != 1
        ? null
        : summary.tables().stream()
            .filter(row -> counted.test(row.name()))
            .flatMap(row -> Stream.ofNullable(row.figures().get(figure)))
            .reduce(Long::sum)
            .orElse(null);
  }

  /** {@code gs://bucket} of {@code gs://bucket/folder/}, and {@code file} of a local folder. */
  private static String namespaceOf(String folder) {
    int path = startOfPath(folder);
    return path == 0 ? "file" : folder.substring(0, path);
  }

  private static String nameOf(String folder) {
    String path = folder.substring(startOfPath(folder));
    String relative = startOfPath(folder) == 0 || path.isEmpty() ? path : path.substring(1);
    String name = relative.endsWith("/") ? relative.substring(0, relative.length() - 1) : relative;
    return name.isEmpty() ? "/" : name;
  }

  private static int startOfPath(String folder) {
    int scheme = folder.indexOf("://");
    int slash = scheme < 0 ? 0 : folder.indexOf('/', scheme + 3);
    return slash < 0 ? folder.length() : slash;
  }
}
