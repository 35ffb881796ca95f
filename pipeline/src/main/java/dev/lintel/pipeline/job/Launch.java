package dev.lintel.pipeline.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.ledger.DataflowApi;
import dev.lintel.pipeline.ledger.DataflowJob;
import dev.lintel.pipeline.ledger.NewRun;
import dev.lintel.pipeline.ledger.RunLedger;
import dev.lintel.pipeline.options.CommandSpec;
import dev.lintel.pipeline.options.FailureOptions;
import dev.lintel.pipeline.options.SpannerJobOptions;
import dev.lintel.pipeline.report.ShellCommand;
import dev.lintel.pipeline.summary.RunId;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.beam.runners.dataflow.DataflowRunner;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.sdk.util.common.ReflectHelpers;

/** A launch of a job, as its options describe it and the ledger records it. */
record Launch(CommandSpec spec, SpannerJobOptions options) {

  /** Within this time a launch appears in Dataflow's list of jobs, whatever it waits for. */
  private static final Duration SHORTEST_DATAFLOW_LEASE = Duration.ofMinutes(15);

  private static final String DIRECT_RUNNER = "DirectRunner";

  private static final String FLINK_RUNNER = "FlinkRunner";

  /** Options of Beam that say where a pipeline runs, and hold no secrets. */
  private static final ImmutableList<String> SHOWN_OF_BEAM =
      ImmutableList.of(
          "runner",
          "flinkMaster",
          "parallelism",
          "project",
          "region",
          "tempLocation",
          "stagingLocation",
          "serviceAccount",
          "workerMachineType",
          "numWorkers",
          "maxNumWorkers",
          "network",
          "subnetwork");

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

  /** Where the job's Flink cluster is, {@code host:port}; empty without one. */
  Optional<String> flinkMaster() {
    // The runner is not on the class path of other jobs, so neither is its interface of options.
    return options.getRunner().getSimpleName().equals(FLINK_RUNNER)
        // In brackets are clusters within this process.
        ? Optional.of(allOptions().path("flinkMaster").asText())
            .filter(master -> !master.isEmpty() && !master.startsWith("["))
        : Optional.empty();
  }

  /** Whether the pipeline runs in other processes, which may go on when this one ends. */
  boolean isElsewhere() {
    return isOnDataflow() || flinkMaster().isPresent();
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
        launcher(),
        dataflowJob(),
        lease());
  }

  /** The runner, the host and the process that the run was launched in. */
  String launcher() {
    return "%s on %s, process %d"
        .formatted(options.getRunner().getSimpleName(), hostName(), ProcessHandle.current().pid());
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

  private String parameters() {
    return ofOurs(allOptions()).toString();
  }

  /**
   * The command that repeats the run, without options that may hold secrets: Lintel's own, and of
   * Beam's those that say where the pipeline runs.
   */
  String command() {
    JsonNode all = allOptions();
    List<Map.Entry<String, String>> given = new ArrayList<>();
    ofOurs(all).properties().forEach(option -> given.add(shown(option)));
    if (!options.getRunner().getSimpleName().equals(DIRECT_RUNNER)) {
      for (String name : SHOWN_OF_BEAM) {
        JsonNode value = all.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.asText().equals("0")) {
          given.add(shown(Map.entry(name, value)));
        }
      }
    }
    return ShellCommand.of(spec.name(), given);
  }

  private static Map.Entry<String, String> shown(Map.Entry<String, JsonNode> option) {
    JsonNode value = option.getValue();
    // Beam splits the values of lists at commas, so none of them has one.
    return Map.entry(
        option.getKey(),
        value.isArray()
            ? Streams.stream(value).map(JsonNode::asText).collect(Collectors.joining(","))
            : value.isValueNode() ? value.asText() : value.toString());
  }

  private JsonNode allOptions() {
    return new ObjectMapper()
        .registerModules(ObjectMapper.findModules(ReflectHelpers.findClassLoader()))
        .valueToTree(options)
        .path("options");
  }

  /**
   * Lintel's own options that differ from their defaults; they hold no secrets, Beam's options may.
   * Beam gives an option that was only read out as one that was set, with its default.
   */
  private ObjectNode ofOurs(JsonNode all) {
    ObjectNode given = new ObjectMapper().createObjectNode();
    spec.options()
        .forEach(
            option -> {
              JsonNode value = all.path(option.name());
              boolean isDefault = option.defaultValue().filter(value.asText()::equals).isPresent();
              if (!value.isMissingNode() && !value.isNull() && !isDefault) {
                given.set(option.name(), value);
              }
            });
    return given;
  }

  /** Adds the problems that the options of the report have with each other. */
  void checkReport(Problems problems) {
    if (options instanceof FailureOptions failures
        && failures.getReportSamples() > 0
        && failures.getInvalidOutputPath() == null) {
      problems.add(
          "--reportSamples",
          "the rejected records are in --invalidOutputPath, which is not given; add that, or leave"
              + " out --reportSamples");
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a host without a name";
    }
  }
}
