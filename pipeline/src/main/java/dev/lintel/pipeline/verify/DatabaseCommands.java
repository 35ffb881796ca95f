package dev.lintel.pipeline.verify;

import dev.lintel.connection.ConnectionConfig;
import dev.lintel.pipeline.options.CommandSpec;
import dev.lintel.pipeline.options.OptionSpec;
import dev.lintel.pipeline.options.SpannerDatabaseOptions;
import dev.lintel.pipeline.report.ShellCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Commands on the checked database, on the very server on which it was checked: with each option
 * that says how it is reached, and with the emulator of the environment.
 *
 * @param config how to connect to the checked database
 */
record DatabaseCommands(VerifyOptions options, ConnectionConfig config) {

  /** A command as a shell takes it, in one line. */
  String of(String command, Map<String, String> arguments) {
    Map<String, String> all = database();
    all.putAll(arguments);
    return emulator()
        + "./lintel "
        + command
        + all.entrySet().stream()
            .map(option -> " --" + option.getKey() + "=" + ShellCommand.quote(option.getValue()))
            .collect(Collectors.joining());
  }

  private String emulator() {
    return config.isEmulator()
        ? ConnectionConfig.EMULATOR_HOST_VARIABLE + "=" + config.emulatorHost() + " "
        : "";
  }

  private Map<String, String> database() {
    Map<String, String> arguments = new LinkedHashMap<>();
    // It may not be given, and those who run the command may have another default.
    arguments.put("spannerProjectId", config.projectId());
    CommandSpec.of(VerifyOptions.class).options().stream()
        .filter(DatabaseCommands::isOfDatabase)
        .forEach(
            option ->
                option
                    .valueIn(options)
                    .map(Object::toString)
                    .filter(value -> !option.defaultValue().equals(Optional.of(value)))
                    .ifPresent(value -> arguments.putIfAbsent(option.name(), value)));
    return arguments;
  }

  private static boolean isOfDatabase(OptionSpec option) {
    return option.getter().getDeclaringClass().isAssignableFrom(SpannerDatabaseOptions.class);
  }
}
