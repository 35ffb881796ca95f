package dev.lintel.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The emulator ends with the JVM that started it, however that JVM ends. */
class OrphanIT {

  @Test
  void givenTheJvmIsKilled_theEmulatorEnds() throws IOException {
    Process jvm = jvm();
    List<ProcessHandle> emulator = emulatorOf(jvm);

    jvm.destroyForcibly();

    assertEnds(emulator);
  }

  @Test
  void givenTheJvmIsTerminated_theEmulatorEnds() throws IOException {
    Process jvm = jvm();
    List<ProcessHandle> emulator = emulatorOf(jvm);

    jvm.destroy();

    assertEnds(emulator);
  }

  @Test
  void givenTheJvmEndsByItself_theEmulatorEnds() throws IOException {
    Process jvm = jvm();
    List<ProcessHandle> emulator = emulatorOf(jvm);

    jvm.getOutputStream().close();

    assertThat(jvm.onExit()).succeedsWithin(Duration.ofSeconds(90));
    assertThat(jvm.exitValue()).isZero();
    assertEnds(emulator);
  }

  private static Process jvm() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            EmulatorHolder.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Returns the process of the emulator and its supervisor. */
  private static List<ProcessHandle> emulatorOf(Process jvm) throws IOException {
    BufferedReader output = jvm.inputReader();
    ProcessHandle emulator = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
    List<ProcessHandle> family = new ArrayList<>(emulator.descendants().toList());
    family.add(emulator);
    return family;
  }

  private static void assertEnds(List<ProcessHandle> processes) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(processes).noneMatch(ProcessHandle::isAlive));
  }
}
