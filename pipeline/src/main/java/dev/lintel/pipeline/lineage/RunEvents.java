package dev.lintel.pipeline.lineage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.pipeline.files.AtomicFile;
import dev.lintel.pipeline.summary.RunState;
import dev.lintel.pipeline.summary.RunSummary;
import dev.lintel.pipeline.summary.SummaryReport;
import dev.lintel.schema.DatabaseSchema;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import io.openlineage.client.utils.UUIDUtils;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.util.ReleaseInfo;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The events of one run in a file, one JSON object a line: {@code START}, then {@code COMPLETE} or
 * {@code FAIL}. The file is replaced as a whole with each event, as an object store cannot append.
 * Not thread-safe.
 */
public final class RunEvents {
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .setSerializationInclusion(JsonInclude.Include.NON_NULL)
          .registerModule(
              new SimpleModule().addSerializer(ZonedDateTime.class, ToStringSerializer.instance));

  private final OpenLineage model = new OpenLineage(URI.create("urn:lintel:" + version()));
  private final Identity run;
  private final String file;
  private final List<String> lines = new ArrayList<>();

  /**
   * What stays the same in all events of a run.
   *
   * @param database the resource name of the database that the job works on
   * @param job what the runs of one job have in common: the job key, else the name of the job
   * @param runner the name of Beam's runner
   */
  public record Identity(
      String database, String job, String runId, Instant startTime, String runner) {}

  /**
   * @param file any path that Beam's FileSystems writes
   */
  public RunEvents(Identity run, String file) {
    this.run = run;
    this.file = file;
  }

  private static String version() {
    // From the manifest of the jar; classes in a folder have no manifest.
    @Nullable String version = RunEvents.class.getPackage().getImplementationVersion();
    return version == null ? "not-packaged" : version;
  }

  /** Writes the first event. */
  public void started() throws IOException {
    add(run.startTime(), EventType.START, ImmutableList.of(), ImmutableList.of(), facets());
  }

  /** Whether the last event has been written. */
  public boolean hasEnded() {
    return lines.size() > 1;
  }

  /**
   * Writes the last event of a run whose pipeline is over.
   *
   * @param readFigures of which datasets they are
   * @param schemas of the databases that the job works on, by resource name
   * @param rejectedFolder where the rejected records are, if there are any
   * @param message why the run failed, if it did
   */
  public void ended(
      RunSummary summary,
      PipelineResult result,
      ReadFigures readFigures,
      ImmutableMap<String, DatabaseSchema> schemas,
      Optional<String> rejectedFolder,
      Optional<String> message)
      throws IOException {
    var datasets =
        new RunDatasets(
            model, result, summary, run.database(), readFigures, schemas, rejectedFolder);
    end(summary, datasets.inputs(), datasets.outputs(), message);
  }

  /** Writes the last event of a run that has failed before its pipeline began. */
  public void failedEarly(RunSummary summary, String message) throws IOException {
    end(summary, ImmutableList.of(), ImmutableList.of(), Optional.of(message));
  }

  private void end(
      RunSummary summary,
      ImmutableList<OpenLineage.InputDataset> inputs,
      ImmutableList<OpenLineage.OutputDataset> outputs,
      Optional<String> message)
      throws IOException {
    if (lines.isEmpty()) {
      started();
    }
    OpenLineage.RunFacetsBuilder facets = facets();
    facets.put("lintel_summary", summaryFacet(summary));
    message.ifPresent(
        text -> facets.errorMessage(model.newErrorMessageRunFacet(text, "Java", null)));
    add(
        summary.endTime(),
        summary.state() == RunState.FAILED ? EventType.FAIL : EventType.COMPLETE,
        inputs,
        outputs,
        facets);
  }

  private void add(
      Instant time,
      EventType type,
      ImmutableList<OpenLineage.InputDataset> inputs,
      ImmutableList<OpenLineage.OutputDataset> outputs,
      OpenLineage.RunFacetsBuilder facets)
      throws IOException {
    OpenLineage.RunEvent event =
        model
            .newRunEventBuilder()
            .eventTime(time.atZone(ZoneOffset.UTC))
            .eventType(type)
            .run(
                model.newRun(
                    UUIDUtils.generateStaticUUID(run.startTime(), runBytes()), facets.build()))
            .job(job())
            .inputs(inputs)
            .outputs(outputs)
            .build();
    lines.add(json(event));
    AtomicFile.write(file, String.join("\n", lines) + "\n");
  }

  private byte[] runBytes() {
    return (run.database() + "/" + run.runId()).getBytes(UTF_8);
  }

  /** Jobs are in the namespace of their instance, and begin with the database: it records them. */
  private OpenLineage.Job job() {
    String[] names = run.database().split("/", -1);
    var database = new SpannerTableName(names[1], names[3], names[5], run.job());
    return model
        .newJobBuilder()
        .namespace(database.namespace())
        .name(database.name())
        .facets(
            model
                .newJobFacetsBuilder()
                .jobType(
                    model
                        .newJobTypeJobFacetBuilder()
                        .processingType("BATCH")
                        .integration("LINTEL")
                        .jobType("JOB")
                        .build())
                .build())
        .build();
  }

  private OpenLineage.RunFacetsBuilder facets() {
    return model
        .newRunFacetsBuilder()
        .processing_engine(
            model
                .newProcessingEngineRunFacetBuilder()
                .name("Apache Beam " + run.runner())
                .version(ReleaseInfo.getReleaseInfo().getVersion())
                .build())
        .put("lintel_run", facet(ImmutableMap.of("runId", run.runId())));
  }

  /** The figures of {@code --summaryFile}. */
  private OpenLineage.RunFacet summaryFacet(RunSummary summary) {
    try {
      return facet(
          MAPPER.readValue(
              SummaryReport.json(summary), new TypeReference<Map<String, Object>>() {}));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a summary is always a JSON object", e);
    }
  }

  private OpenLineage.RunFacet facet(Map<String, Object> fields) {
    OpenLineage.RunFacet facet = model.newRunFacet();
    facet.getAdditionalProperties().putAll(fields);
    return facet;
  }

  private static String json(OpenLineage.RunEvent event) {
    try {
      return MAPPER.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event is always a JSON object", e);
    }
  }
}
