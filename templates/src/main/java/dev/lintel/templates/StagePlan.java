package dev.lintel.templates;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.job.OutputPlaces;
import dev.lintel.pipeline.job.Place;
import dev.lintel.pipeline.options.CommandSpec;
import dev.lintel.pipeline.options.Nearest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be staged, and where.
 *
 * @param jobs in the order in which the user named them
 */
record StagePlan(List<CommandSpec> jobs, BaseImage base, Destination destination) {

  StagePlan {
    jobs = ImmutableList.copyOf(jobs);
  }

  /**
   * Checks the options, also in combination.
   *
   * @throws UsageException with every problem
   */
  static StagePlan of(StageOptions options, CloudEndpoints endpoints) {
    var problems = new Problems();
    boolean local = options.getLocal() != null;
    if (local) {
      OutputPlaces.check(
          List.of(new Place("--local", options.getLocal(), Place.Use.WRITE_FOLDER)), problems);
    }
    List<CommandSpec> jobs = jobs(options.getJobs(), problems);
    BaseImage base = base(options, problems);
    problems.throwIfAny();
    String tag = Optional.ofNullable(options.getTag()).orElseGet(PackagedPipeline::version);
    Destination destination =
        local
            ? new LocalFolder(Path.of(options.getLocal()).toAbsolutePath(), tag)
            : new GoogleCloud(
                options.getProject(),
                options.getRegion(),
                options.getRepository(),
                options.getBucket(),
                tag,
                endpoints);
    return new StagePlan(jobs, base, destination);
  }

  private static BaseImage base(StageOptions options, Problems problems) {
    if (options.getBaseImage() != null) {
      return BaseImage.of("--baseImage", options.getBaseImage(), problems);
    }
    return options.getLocal() != null
        ? new BaseImage.Scratch()
        : new BaseImage.Named(BaseImage.GOOGLES_LAUNCHER);
  }

  private static List<CommandSpec> jobs(String named, Problems problems) {
    if (named == null) {
      return Templates.jobs();
    }
    Map<String, CommandSpec> known = new LinkedHashMap<>();
    Templates.jobs().forEach(job -> known.put(job.name(), job));
    Map<String, CommandSpec> jobs = new LinkedHashMap<>();
    for (String name : Splitter.on(',').trimResults().omitEmptyStrings().split(named)) {
      CommandSpec job = known.get(name);
      if (job == null) {
        String advice =
            Nearest.to(name)
                .among(known.keySet())
                .map("did you mean %s?"::formatted)
                .orElse("the jobs are " + String.join(", ", known.keySet()));
        problems.add("--jobs: '%s' is not a job; %s".formatted(name, advice));
      } else {
        jobs.put(name, job);
      }
    }
    if (jobs.isEmpty() && problems.isEmpty()) {
      problems.add("--jobs names no job; leave it out for all of them");
    }
    return List.copyOf(jobs.values());
  }
}
