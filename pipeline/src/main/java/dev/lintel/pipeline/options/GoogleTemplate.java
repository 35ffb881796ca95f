package dev.lintel.pipeline.options;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One of Google's templates for files and Spanner, as a way to run a job: under Google's name, with
 * Google's parameters and their defaults, and with the options of the job that Google does not
 * have.
 */
public enum GoogleTemplate {
  CLOUD_SPANNER_TO_GCS_AVRO(
      "Cloud_Spanner_to_GCS_Avro",
      "export",
      Parameters.of()
          .required("instanceId")
          .required("databaseId")
          .required("outputDir")
          .optional("spannerProjectId")
          .optional("spannerHost")
          .optional("snapshotTime")
          .optional("tableNames")
          .optional("avroTempDirectory", "tempDirectory")
          .withDefault("spannerPriority", "MEDIUM")
          .withDefault("dataBoostEnabled", "false")
          .withDefault("shouldExportRelatedTables", "false")
          .withDefault("shouldExportTimestampAsLogicalType", "false")
          .withDefault("checksumAlgorithm", "MD5"),
      ImmutableMap.of("exportedDdl", "all"),
      ImmutableSet.of("textWritePrefix")),
  GCS_AVRO_TO_CLOUD_SPANNER(
      "GCS_Avro_to_Cloud_Spanner",
      "import",
      Parameters.of()
          .required("instanceId")
          .required("databaseId")
          .required("inputDir")
          .optional("spannerProjectId")
          .optional("spannerHost")
          .withDefault("spannerPriority", "MEDIUM")
          .withDefault("waitForIndexes", "false")
          .withDefault("waitForForeignKeys", "false")
          .withDefault("waitForChangeStreams", "true")
          .withDefault("waitForSequences", "true")
          .withDefault("earlyIndexCreateFlag", "true")
          .withDefault("earlyIndexCreateThreshold", "40")
          .withDefault("ddlCreationTimeoutInMinutes", "30")
          .withDefault("runIndexDdlInParallel", "false"),
      ImmutableMap.of(),
      ImmutableSet.of("importManifest", "input")),
  GCS_TEXT_TO_CLOUD_SPANNER(
      "GCS_Text_to_Cloud_Spanner",
      "import",
      Parameters.of()
          .required("instanceId")
          .required("databaseId")
          .required("importManifest")
          .optional("spannerProjectId")
          .optional("spannerHost")
          .optional("escape")
          .optional("nullString")
          .optional("dateFormat")
          .optional("timestampFormat")
          .optional("invalidOutputPath")
          .withDefault("spannerPriority", "MEDIUM")
          .withDefault("columnDelimiter", ",")
          .withDefault("fieldQualifier", "\"")
          .withDefault("trailingDelimiter", "true")
          .withDefault("handleNewLine", "false")
          .withDefault("maxNumRows", "maxCommitRows", "500"),
      ImmutableMap.of("csvDialect", "google"),
      // The last ones are for exports.
      ImmutableSet.of(
          "inputDir",
          "input",
          "tableName",
          "columns",
          "csvLineBreaks",
          "primaryKey",
          "earlyIndexCreateFlag",
          "earlyIndexCreateThreshold")),
  SPANNER_TO_GCS_TEXT(
      "Spanner_to_GCS_Text",
      "export",
      Parameters.of()
          .required("spannerProjectId")
          .required("spannerInstanceId", "instanceId")
          .required("spannerDatabaseId", "databaseId")
          .required(
              "spannerTable",
              "tableNames",
              spec ->
                  spec.withWords(
                      "Table",
                      "Table to write; a table of a named schema as schema.Table.",
                      "Airports"))
          .required("textWritePrefix")
          .optional("spannerHost")
          .optional("spannerSnapshotTime", "snapshotTime")
          .optional("csvTempDirectory", "tempDirectory")
          .withDefault("spannerPriority", "MEDIUM")
          .withDefault("dataBoostEnabled", "false"),
      ImmutableMap.of("format", "csv"),
      // What is for a whole export, or for other formats than CSV, is of no use here.
      ImmutableSet.of(
          "outputDir",
          "query",
          "since",
          "shouldExportRelatedTables",
          "exportedDdl",
          "fileNaming",
          "shouldExportTimestampAsLogicalType",
          "avroCodec",
          "parquetTypes")) {
    @Override
    String description(CommandSpec jobSpec) {
      return "Writes the rows of one table of a Spanner database, all as of one time, to CSV files"
          + " whose names begin with textWritePrefix, without a header and with every value in"
          + " double quotes. The names and types of the columns are in the file PREFIXschema, which"
          + " is written last. There is no folder of the run, no manifest and no DDL, so the files"
          + " are no export that an import could create tables from. Files of an earlier run with"
          + " the same prefix are replaced.";
    }
  };

  /** As many failed records as there may be. */
  private static final String ANY_NUMBER = String.valueOf(Long.MAX_VALUE);

  private final String templateName;
  private final String job;

  @SuppressWarnings("ImmutableEnumChecker") // It is a list of records of texts.
  private final ImmutableList<Parameter> parameters;

  private final ImmutableMap<String, String> settings;
  private final ImmutableSet<String> leftOut;

  GoogleTemplate(
      String templateName,
      String job,
      Parameters parameters,
      ImmutableMap<String, String> settings,
      ImmutableSet<String> leftOut) {
    this.templateName = templateName;
    this.job = job;
    this.parameters = parameters.list.build();
    this.settings = settings;
    this.leftOut = leftOut;
  }

  /**
   * A parameter of Google's template.
   *
   * @param option what it is called among the options of the job
   * @param words gives the option the words of this template
   */
  private record Parameter(
      String name,
      String option,
      boolean required,
      Optional<String> defaultValue,
      UnaryOperator<OptionSpec> words) {

    OptionSpec of(CommandSpec jobSpec) {
      OptionSpec spec = words.apply(jobSpec.option(option)).named(name).withRequired(required);
      if (!required) {
        spec = spec.withEmptyAsNotGiven();
      }
      return defaultValue.isPresent() ? spec.withDefault(defaultValue.get()) : spec;
    }
  }

  /** Collects the parameters of a template. */
  private static final class Parameters {
    private final ImmutableList.Builder<Parameter> list = ImmutableList.builder();

    static Parameters of() {
      return new Parameters();
    }

    private Parameters add(String name, String option, boolean required, Optional<String> value) {
      list.add(new Parameter(name, option, required, value, UnaryOperator.identity()));
      return this;
    }

    Parameters required(String name) {
      return required(name, name);
    }

    Parameters optional(String name) {
      return optional(name, name);
    }

    Parameters required(String name, String option) {
      return add(name, option, /* required= */ true, Optional.empty());
    }

    Parameters required(String name, String option, UnaryOperator<OptionSpec> words) {
      list.add(new Parameter(name, option, /* required= */ true, Optional.empty(), words));
      return this;
    }

    Parameters optional(String name, String option) {
      return add(name, option, /* required= */ false, Optional.empty());
    }

    Parameters withDefault(String name, String option, String value) {
      return add(name, option, /* required= */ false, Optional.of(value));
    }

    Parameters withDefault(String name, String value) {
      return withDefault(name, name, value);
    }
  }

  /** What Google calls it. */
  public String templateName() {
    return templateName;
  }

  /** The name of the job that does the same. */
  public String job() {
    return job;
  }

  /**
   * The declaration of the job under Google's name: at first Google's parameters, then the options
   * of the job that Google does not have.
   *
   * @param jobSpec the declaration of the job
   */
  public CommandSpec spec(CommandSpec jobSpec) {
    Map<String, OptionSpec> byProperty = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      byProperty.put(parameter.option(), parameter.of(jobSpec));
    }
    for (OptionSpec option : jobSpec.options()) {
      if (!leftOut.contains(option.name())
          && !option.parent().filter(leftOut::contains).isPresent()) {
        byProperty.putIfAbsent(option.name(), withSetting(option));
      }
    }
    ImmutableList<OptionSpec> options =
        byProperty.values().stream()
            .map(option -> option.withParent(parent(option, byProperty)))
            .collect(toImmutableList());
    return new CommandSpec(
        templateName,
        "%s, as Google's %s".formatted(jobSpec.title(), templateName),
        "%s with the parameters of Google's template".formatted(job),
        description(jobSpec)
            + " This is the job %s with the parameters and defaults of Google's template %s."
                .formatted(job, templateName),
        ImmutableList.of(example(options)),
        jobSpec.kind(),
        options,
        ImmutableList.of(),
        implied());
  }

  /** What it does, which is what the job does, unless it does only a part of it. */
  String description(CommandSpec jobSpec) {
    return jobSpec.description();
  }

  /** Rejected rows do not fail a run of Google's if it is said where to write them. */
  private ImmutableList<CommandSpec.Implied> implied() {
    return this == GCS_TEXT_TO_CLOUD_SPANNER
        ? ImmutableList.of(new CommandSpec.Implied("maxFailures", ANY_NUMBER, "invalidOutputPath"))
        : ImmutableList.of();
  }

  private OptionSpec withSetting(OptionSpec option) {
    String setting = settings.get(option.name());
    if (setting != null) {
      return option.withDefault(setting);
    }
    // A form sends the defaults of options that nobody has touched, and then nothing is implied.
    return option.name().equals("maxFailures") && !implied().isEmpty()
        ? option
            .withoutDefault()
            .withRemark("Default: any number with invalidOutputPath, and 0 without it.")
        : option;
  }

  private static Optional<String> parent(OptionSpec option, Map<String, OptionSpec> byProperty) {
    return option.parent().map(byProperty::get).map(OptionSpec::name);
  }

  private static String example(List<OptionSpec> options) {
    return options.stream()
        .filter(OptionSpec::required)
        .map(option -> "--%s=%s".formatted(option.name(), option.example().orElse("...")))
        .reduce((first, second) -> first + " " + second)
        .orElse("");
  }

  /** The template that Google calls so. */
  public static Optional<GoogleTemplate> named(String name) {
    return Stream.of(values()).filter(template -> template.templateName.equals(name)).findFirst();
  }

  /** All of them with the declarations of their jobs. */
  public static Stream<CommandSpec> specs(List<CommandSpec> jobs) {
    return Stream.of(values())
        .map(
            template ->
                template.spec(
                    jobs.stream()
                        .filter(spec -> spec.name().equals(template.job))
                        .findFirst()
                        .orElseThrow()));
  }
}
