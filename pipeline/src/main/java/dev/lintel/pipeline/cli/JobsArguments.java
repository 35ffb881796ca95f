package dev.lintel.pipeline.cli;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.job.GivenJob;
import dev.lintel.pipeline.job.Job;
import dev.lintel.pipeline.job.JobsCommand;
import dev.lintel.pipeline.options.CommandSpec;
import dev.lintel.pipeline.options.JobsOptions;
import dev.lintel.pipeline.options.Nearest;
import dev.lintel.pipeline.options.OptionSpec;
import dev.lintel.pipeline.options.SpannerJobOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The arguments of a command about jobs: its own options, and those of each job.
 *
 * @param own the options of the command itself
 * @param jobs the jobs that were named, each with the options that it has
 */
record JobsArguments<O extends JobsOptions>(O own, ImmutableList<GivenJob> jobs) {

  /**
   * Assigns each argument to the command and the jobs that have such an option.
   *
   * @throws UsageException with every problem that the arguments have
   */
  static <O extends JobsOptions> JobsArguments<O> parse(JobsCommand<O> command, List<String> args) {
    return new Reading<>(command, Word.in(args)).read();
  }

  /**
   * An option as it was written.
   *
   * @param name empty for an argument that is not written like an option
   * @param args the argument, and the one after it if that was meant as its value
   */
  private record Word(String name, String value, List<String> args) {

    static List<Word> in(List<String> args) {
      List<Word> words = new ArrayList<>();
      for (int i = 0; i < args.size(); i++) {
        String arg = args.get(i);
        int equals = arg.indexOf('=');
        if (!arg.startsWith("--")) {
          words.add(new Word("", "", List.of(arg)));
        } else if (equals >= 0) {
          words.add(new Word(arg.substring(2, equals), arg.substring(equals + 1), List.of(arg)));
        } else if (i + 1 < args.size() && !args.get(i + 1).startsWith("--")) {
          i++;
          words.add(new Word(arg.substring(2), args.get(i), List.of(arg, args.get(i))));
        } else {
          words.add(new Word(arg.substring(2), "true", List.of(arg)));
        }
      }
      return words;
    }
  }

  /** Collects all problems; one with an option that several jobs have is reported once. */
  private static final class Reading<O extends JobsOptions> {
    private final JobsCommand<O> command;
    private final CommandSpec spec;
    private final List<Word> words;
    private final Set<String> beams = BeamOptions.types().keySet();
    private final Set<String> problems = new LinkedHashSet<>();

    Reading(JobsCommand<O> command, List<Word> words) {
      this.command = command;
      this.spec = CommandSpec.of(command.optionsType());
      this.words = words;
    }

    JobsArguments<O> read() {
      List<Job<?>> asked = asked();
      List<CommandSpec> specs = new ArrayList<>();
      specs.add(spec);
      asked.forEach(job -> specs.add(CommandSpec.of(job.optionsType())));
      Optional<O> own =
          collecting(
              () -> new Arguments<>(spec, command.optionsType()).parse(wordsFor(spec, specs)));
      List<GivenJob> jobs = new ArrayList<>();
      for (Job<?> job : asked) {
        collecting(() -> given(job, specs)).ifPresent(jobs::add);
      }
      if (!problems.isEmpty()) {
        throw new UsageException(List.copyOf(problems));
      }
      return new JobsArguments<>(own.orElseThrow(), ImmutableList.copyOf(jobs));
    }

    private List<Job<?>> asked() {
      Map<String, Job<?>> known = new LinkedHashMap<>();
      command.jobs().forEach(job -> known.put(CommandSpec.nameOf(job.optionsType()), job));
      Set<Job<?>> asked = new LinkedHashSet<>();
      for (Word word : words) {
        if (!word.name().equals(JobsOptions.JOBS)) {
          continue;
        }
        for (String name : Splitter.on(',').trimResults().split(word.value())) {
          if (known.containsKey(name)) {
            asked.add(known.get(name));
          } else {
            problems.add(
                "--jobs: '%s' is not a job; there are %s"
                    .formatted(name, String.join(", ", known.keySet())));
          }
        }
      }
      return List.copyOf(asked);
    }

    private <J extends SpannerJobOptions> GivenJob given(Job<J> job, List<CommandSpec> specs) {
      CommandSpec jobSpec = CommandSpec.of(job.optionsType());
      List<String> args = wordsFor(jobSpec, specs);
      Map<String, String> given = new LinkedHashMap<>();
      Word.in(args).forEach(word -> given.put(word.name(), word.value()));
      return GivenJob.of(job, new Arguments<>(jobSpec, job.optionsType()).parse(args), given);
    }

    /** The arguments that a command has options for, and unknown ones that may be meant for it. */
    private List<String> wordsFor(CommandSpec reader, List<CommandSpec> all) {
      return words.stream()
          .filter(word -> readers(word, all).stream().anyMatch(r -> r.name().equals(reader.name())))
          .flatMap(word -> word.args().stream())
          .toList();
    }

    private List<CommandSpec> readers(Word word, List<CommandSpec> all) {
      CommandSpec own = all.get(0);
      List<CommandSpec> jobs = all.subList(1, all.size());
      if (names(own).contains(word.name()) || word.name().isEmpty()) {
        return List.of(own);
      }
      if (jobs.isEmpty()) {
        // It may be an option of a job, but the jobs are not known.
        return Nearest.to(word.name()).among(names(own)).isPresent() ? List.of(own) : List.of();
      }
      if (beams.contains(word.name())) {
        return jobs;
      }
      List<CommandSpec> knowing =
          all.stream().filter(reader -> names(reader).contains(word.name())).toList();
      if (!knowing.isEmpty()) {
        return knowing;
      }
      List<CommandSpec> near =
          all.stream()
              .filter(reader -> Nearest.to(word.name()).among(names(reader)).isPresent())
              .toList();
      return near.isEmpty() ? jobs.subList(0, 1) : near;
    }

    private static List<String> names(CommandSpec reader) {
      return Stream.concat(reader.options().stream(), reader.googleNames().stream())
          .map(OptionSpec::name)
          .toList();
    }

    private <T> Optional<T> collecting(Supplier<T> read) {
      try {
        return Optional.of(read.get());
      } catch (UsageException e) {
        problems.addAll(e.problems());
        return Optional.empty();
      }
    }
  }
}
