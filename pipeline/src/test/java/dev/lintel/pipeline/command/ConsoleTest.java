package dev.lintel.pipeline.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConsoleTest {

  private static final String ERASE = "\r\033[K";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void aLineGoesAboveTheStatus() {
    Console console = console(Console.Kind.TERMINAL);

    console.status("working");
    console.line("WARN slow");
    console.status("");
    console.line("done");

    assertThat(text())
        .isEqualTo(ERASE + "working" + ERASE + "WARN slow\nworking" + ERASE + "done\n");
  }

  @Test
  void anUnchangedStatusIsNotWrittenAgain() {
    Console console = console(Console.Kind.TERMINAL);

    console.status("working");
    console.status("working");

    assertThat(text()).isEqualTo(ERASE + "working");
  }

  @Test
  void aLogGetsNoStatus() {
    Console console = console(Console.Kind.LOG);

    console.status("working");
    console.line("done");

    assertThat(text()).isEqualTo("done\n");
  }

  private Console console(Console.Kind kind) {
    return new Console(new PrintStream(bytes, true, StandardCharsets.UTF_8), kind);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
