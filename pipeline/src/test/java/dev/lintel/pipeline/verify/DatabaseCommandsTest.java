package dev.lintel.pipeline.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.connection.ConnectionConfig;
import dev.lintel.pipeline.options.CommandSpec;
import dev.lintel.pipeline.options.OptionSpec;
import dev.lintel.pipeline.options.SpannerDatabaseOptions;
import dev.lintel.pipeline.purge.PurgeOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

class DatabaseCommandsTest {
  private static final ConnectionConfig CONFIG =
      ConnectionConfig.of("my-project", "my-instance", "my-database");

  private static VerifyOptions options(String... args) {
    return PipelineOptionsFactory.fromArgs(args).as(VerifyOptions.class);
  }

  @Test
  void everyOptionOfTheServerIsRepeated() {
    List<OptionSpec> ofDatabase =
        CommandSpec.of(VerifyOptions.class).options().stream()
            .filter(option -> hasGetter(SpannerDatabaseOptions.class, option))
            .toList();
    VerifyOptions given =
        options(
            ofDatabase.stream()
                .map(option -> "--" + option.name() + "=" + option.example().orElse("true"))
                .toArray(String[]::new));
    String command =
        new DatabaseCommands(given, CONFIG.withHost(given.getSpannerHost()))
            .of("purge", Map.of("tableName", "T"));

    assertThat(command).startsWith("./lintel purge --");
    PurgeOptions repeated =
        PipelineOptionsFactory.fromArgs(
                Arrays.stream(command.split(" ")).skip(2).toArray(String[]::new))
            .as(PurgeOptions.class);
    assertThat(repeated.getTableName()).isEqualTo("T");
    assertThat(ofDatabase)
        .hasSizeGreaterThanOrEqualTo(9)
        .allSatisfy(
            option -> {
              assertThat(option.valueIn(given).map(Object::toString))
                  .isPresent()
                  .isNotEqualTo(option.defaultValue());
              assertThat(option.valueIn(repeated)).isEqualTo(option.valueIn(given));
            });
  }

  private static boolean hasGetter(Class<?> type, OptionSpec option) {
    return Arrays.stream(type.getMethods())
        .anyMatch(method -> method.getName().equals(option.getter().getName()));
  }

  @Test
  void whatIsNotGivenIsNotPrintedExceptTheProject() {
    assertThat(
            new DatabaseCommands(
                    options("--instanceId=my-instance", "--databaseId=my-database"),
                    CONFIG.withHost("https://spanner.googleapis.com"))
                .of("import", Map.of("inputDir", "my fixes/")))
        .isEqualTo(
            "./lintel import --spannerProjectId=my-project --instanceId=my-instance"
                + " --databaseId=my-database --inputDir='my fixes/'");
  }

  @Test
  void onAnEmulatorTheLineSetsItsVariable() {
    assertThat(
            new DatabaseCommands(
                    options("--instanceId=my-instance", "--databaseId=my-database"),
                    CONFIG.withEmulatorHost("localhost:9010"))
                .of("import", Map.of()))
        .isEqualTo(
            "SPANNER_EMULATOR_HOST=localhost:9010 ./lintel import --spannerProjectId=my-project"
                + " --instanceId=my-instance --databaseId=my-database");
  }
}
