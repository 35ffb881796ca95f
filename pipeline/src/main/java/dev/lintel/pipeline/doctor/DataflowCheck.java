package dev.lintel.pipeline.doctor;

import com.google.common.base.Strings;
import dev.lintel.pipeline.job.GivenJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.runners.dataflow.DataflowRunner;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;

/** Checks that the options of a job on Dataflow say where it runs. */
final class DataflowCheck {
  private static final String SUBJECT = "Dataflow";

  private DataflowCheck() {}

  /** The finding; empty for a job that does not run on Dataflow. */
  static Optional<Finding> of(GivenJob job) {
    if (!job.options().getRunner().equals(DataflowRunner.class)) {
      return Optional.empty();
    }
    var dataflow = job.options().as(DataflowPipelineOptions.class);
    List<String> missing = new ArrayList<>();
    if (Strings.isNullOrEmpty(dataflow.getProject())) {
      missing.add("--project");
    }
    if (Strings.isNullOrEmpty(dataflow.getRegion())) {
      missing.add("--region");
    }
    return Optional.of(
        missing.isEmpty()
            ? Finding.ok(
                SUBJECT,
                "runs in project %s, region %s"
                    .formatted(dataflow.getProject(), dataflow.getRegion()))
            : Finding.problem(
                SUBJECT,
                "the options do not say where the job runs",
                "give " + String.join(" and ", missing)));
  }
}
