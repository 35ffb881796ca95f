package dev.lintel.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShellCommandTest {

  @Test
  void quotesWhatAShellWouldTreatInAWayOfItsOwn() {
    assertThat(
            ShellCommand.of(
                "export",
                List.of(
                    Map.entry("databaseId", "my-database"),
                    Map.entry("where", "Name = 'O''Hara' AND $x < 5"),
                    Map.entry("nullString", ""))))
        .isEqualTo(
            """
            ./lintel export \\
                --databaseId=my-database \\
                --where='Name = '\\''O'\\'''\\''Hara'\\'' AND $x < 5' \\
                --nullString=\
            """);
  }

  @Test
  void leavesOutAPasswordInAUrl() {
    assertThat(ShellCommand.of("import", List.of(Map.entry("spannerHost", "https://me:pw@host"))))
        .isEqualTo("./lintel import \\\n    --spannerHost='https://…@host'");
  }

  @Test
  void aShellReadsItBack() throws Exception {
    String value = "a'b\"c $HOME `d` \\ \n!*";
    Process echo = new ProcessBuilder("sh", "-c", "printf %s " + ShellCommand.quote(value)).start();

    assertThat(new String(echo.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo(value);
  }
}
