package dev.lintel.pipeline.cli;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.lintel.fuzz.FuzzedParser;
import dev.lintel.fuzz.ParserFuzzing;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.files.TextFileOptions;
import dev.lintel.pipeline.files.TextOptions;
import dev.lintel.pipeline.job.Job;
import dev.lintel.pipeline.options.CommandSpec;
import dev.lintel.pipeline.options.SpannerJobOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Command lines, which are also how a template passes its parameters. One argument a line. */
class ArgumentsFuzzIT extends ParserFuzzing {
  @Override
  protected Stream<FuzzedParser> parsers() {
    return Jobs.all().stream().map(ArgumentsFuzzIT::parser);
  }

  private static <O extends SpannerJobOptions> FuzzedParser parser(Job<O> job) {
    CommandSpec spec = CommandSpec.of(job.optionsType());
    String all =
        spec.options().stream()
            .map(option -> "--" + option.name() + "=" + option.defaultValue().orElse("1"))
            .collect(Collectors.joining("\n"));
    ImmutableList.Builder<String> words = ImmutableList.builder();
    words.add(
        "--", "=", "\n--", "true", "false", "-1", "null", ",", "*", "\\", "\"", "{", "--help");
    spec.options().forEach(option -> words.add("\n--" + option.name() + "="));
    return new FuzzedParser(
        "arguments of " + spec.name(),
        ImmutableList.of(
            all.getBytes(StandardCharsets.UTF_8),
            "--spannerProjectId=p\n--instanceId=i\n--databaseId=d"
                .getBytes(StandardCharsets.UTF_8)),
        words.build(),
        60,
        input -> read(job, spec, new String(input, StandardCharsets.UTF_8)),
        Pattern.compile("\\S"));
  }

  private static <O extends SpannerJobOptions> void read(Job<O> job, CommandSpec spec, String text)
      throws FuzzedParser.Refusal {
    List<String> args = Splitter.on('\n').splitToList(text);
    try {
      O options = new Arguments<>(spec, job.optionsType()).parse(args);
      if (options instanceof TextFileOptions files) {
        var problems = new Problems();
        TextOptions.layout(files, problems);
        TextOptions.format(files, problems);
        problems.throwIfAny();
      }
    } catch (UsageException e) {
      throw new FuzzedParser.Refusal(e);
    }
  }
}
