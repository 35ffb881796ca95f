package dev.lintel.pipeline.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.pipeline.ledger.DataflowApi;
import dev.lintel.pipeline.ledger.DataflowJob;
import dev.lintel.pipeline.ledger.NewRun;
import dev.lintel.pipeline.ledger.RunLedger;
import dev.lintel.pipeline.options.CommandSpec;
import dev.lintel.pipeline.options.SpannerJobOptions;
import dev.lintel.pipeline.summary.RunId;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.beam.runners.dataflow.DataflowRunner;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.sdk.util.common.ReflectHelpers;

/** A launch of a job, as its options describe it and the ledger records it. */
record Launch(CommandSpec spec, SpannerJobOptions options) {

  /** Within this time a launch appears in Dataflow's list of jobs, whatever it waits for. */
  private static final Duration SHORTEST_DATAFLOW_LEASE = Duration.ofMinutes(15);

  /** The ledger that records the run; by default in the database that the job works on. */
  RunLedger ledger(ConnectionConfig database) {
    String other = options.getLedgerDatabaseId();
    return new RunLedger(
        other == null ? database : database.withDatabase(other),
        DatabaseAccess.requestTimeout(options));
  }

  boolean isOnDataflow() {
    return options.getRunner().equals(DataflowRunner.class);
  }

  /** Whether the pipeline is only written to a file here, and Dataflow runs it later. */
  boolean isOfTemplate() {
    return isOnDataflow() && dataflowOptions().getTemplateLocation() != null;
  }

  DataflowPipelineOptions dataflowOptions() {
    return options.as(DataflowPipelineOptions.class);
  }

  NewRun asRun(RunId runId, ConnectionConfig database) {
    return new NewRun(
        options.getJobKey(),
        runId,
        spec.name(),
        database.resourceName(),
        parameters(),
        "%s on %s, process %d"
            .formatted(
                options.getRunner().getSimpleName(), hostName(), ProcessHandle.current().pid()),
        dataflowJob(),
        lease());
  }

  Duration lease() {
    Duration asked = Duration.ofSeconds(options.getJobLeaseSeconds());
    return isOnDataflow() && asked.compareTo(SHORTEST_DATAFLOW_LEASE) < 0
        ? SHORTEST_DATAFLOW_LEASE
        : asked;
  }

  /** Labels the Dataflow job with the run, so that the job can be found by its label. */
  void label(RunId runId) {
    if (isOnDataflow()) {
      Map<String, String> labels = new TreeMap<>();
      if (dataflowOptions().getLabels() != null) {
        labels.putAll(dataflowOptions().getLabels());
      }
      labels.put(DataflowJob.RUN_LABEL, DataflowApi.labelOf(runId.value()));
      dataflowOptions().setLabels(labels);
    }
  }

  private Optional<DataflowJob> dataflowJob() {
    if (!isOnDataflow()) {
      return Optional.empty();
    }
    DataflowPipelineOptions dataflow = dataflowOptions();
    return Optional.of(
        new DataflowJob(
            dataflow.getProject(),
            dataflow.getRegion(),
            // The runner changes it to lower case too.
            dataflow.getJobName().toLowerCase(Locale.ROOT),
            Optional.empty()));
  }

  /**
   * Lintel's own options that differ from their defaults; they hold no secrets, Beam's options may.
   * Beam gives an option that was only read out as one that was set, with its default.
   */
  private String parameters() {
    JsonNode all =
        new ObjectMapper()
            .registerModules(ObjectMapper.findModules(ReflectHelpers.findClassLoader()))
            .valueToTree(options);
    ObjectNode given = new ObjectMapper().createObjectNode();
    spec.options()
        .forEach(
            option -> {
              JsonNode value = all.path("options").path(option.name());
              boolean isDefault = option.defaultValue().filter(value.asText()::equals).isPresent();
              if (!value.isMissingNode() && !value.isNull() && !isDefault) {
                given.set(option.name(), value);
              }
            });
    return given.toString();
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a host without a name";
    }
  }
}
