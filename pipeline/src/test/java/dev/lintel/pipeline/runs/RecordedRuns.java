package dev.lintel.pipeline.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Mutation;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.imports.Rows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The runs that {@code ./lintel runs} shows. */
public final class RecordedRuns {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private RecordedRuns() {}

  /** The command as a user types it. */
  public static CommandRun command(EmulatorDatabase ledger, String... options) {
    List<String> args = new ArrayList<>();
    args.add("runs");
    args.add("--spannerProjectId=" + ledger.projectId());
    args.add("--instanceId=" + ledger.instanceId());
    args.add("--databaseId=" + ledger.databaseId());
    args.addAll(List.of(options));
    return CommandRun.of(Map.of("SPANNER_EMULATOR_HOST", ledger.host()), args);
  }

  /** The runs of a job, oldest first. */
  public static List<JsonNode> of(EmulatorDatabase ledger, String jobKey) {
    CommandRun run = command(ledger, "--jobKey=" + jobKey, "--format=json", "--maxRuns=1000");
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    List<JsonNode> runs = new ArrayList<>();
    try {
      MAPPER.readTree(run.out()).forEach(node -> runs.add(0, node));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return runs;
  }

  /** Ends the lease of the run that holds the key at another time. */
  public static void endLease(EmulatorDatabase ledger, String jobKey, Timestamp time)
      throws InterruptedException {
    Rows.write(
        ledger,
        Mutation.newUpdateBuilder("LintelJobs")
            .set("JobKey")
            .to(jobKey)
            .set("LeaseExpires")
            .to(time)
            .build());
  }

  /** The states of the runs of a job, oldest first. */
  public static List<String> states(EmulatorDatabase ledger, String jobKey) {
    return of(ledger, jobKey).stream().map(run -> run.get("state").asText()).toList();
  }
}
