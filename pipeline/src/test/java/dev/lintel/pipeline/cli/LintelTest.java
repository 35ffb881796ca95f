package dev.lintel.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The process, whose command the environment may name. */
class LintelTest {

  @Test
  void givenAJobInTheEnvironment_itIsTheCommand() {
    assertThat(arguments(Map.of("LINTEL_JOB", " export "), "--runner=DataflowRunner"))
        .containsExactly("export", "--runner=DataflowRunner");
  }

  @Test
  void givenABlankOneOrNone_theArgumentsAreUnchanged() {
    assertThat(arguments(Map.of("LINTEL_JOB", " "), "import", "--help"))
        .isEqualTo(arguments(Map.of(), "import", "--help"))
        .containsExactly("import", "--help");
  }

  @ParameterizedTest
  @ValueSource(strings = {"import", "export"})
  void givenAJobInTheEnvironment_theProcessTakesItsOptions(String job) throws Exception {
    Ended ended = lintel(Map.of("LINTEL_JOB", job), "--help");

    assertThat(ended.status()).isZero();
    assertThat(ended.output()).startsWith(job + ": ");
  }

  @Test
  void givenAnUnknownJobInTheEnvironment_theProcessSaysSo() throws Exception {
    Ended ended = lintel(Map.of("LINTEL_JOB", "exprt"), "--instanceId=i");

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.output())
        .isEqualTo("lintel: 'exprt' is not a command; did you mean ./lintel export?\n");
  }

  private record Ended(int status, String output) {}

  private static List<String> arguments(Map<String, String> variables, String... args) {
    return Lintel.arguments(variables, List.of(args));
  }

  private static Ended lintel(Map<String, String> variables, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Lintel.class.getName());
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(variables);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }
}
