package dev.lintel.pipeline.ledger;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.LintelProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Launchers that ask for the same key at the same time, each in its own process. */
@Timeout(120)
@SpannerDatabase
class ClaimRaceIT {

  private static final int LAUNCHERS = 4;
  private static final int KEYS = 10;
  private static final Duration LIMIT = Duration.ofSeconds(100);

  private final EmulatorDatabase database;
  private final List<Process> launchers = new ArrayList<>();

  ClaimRaceIT(EmulatorDatabase database) {
    this.database = database;
  }

  @AfterEach
  void stop() {
    launchers.forEach(Process::destroyForcibly);
  }

  @Test
  void ofSeveralProcessesThatAskAtOnceExactlyOneGetsTheKey() throws Exception {
    List<BufferedReader> outputs = new ArrayList<>();
    for (int i = 0; i < LAUNCHERS; i++) {
      Process launcher =
          LintelProcess.java(
                  ClaimKeys.class,
                  List.of(
                      database.projectId(),
                      database.instanceId(),
                      database.databaseId(),
                      database.host(),
                      String.valueOf(KEYS)))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      launchers.add(launcher);
      LintelProcess.killAfter(LIMIT, launcher);
      outputs.add(launcher.inputReader());
    }
    for (BufferedReader output : outputs) {
      assertThat(output.readLine()).isEqualTo("ready");
    }

    // The ledger's tables do not exist either when they ask.
    for (Process launcher : launchers) {
      go(launcher);
    }

    List<String> answers = new ArrayList<>();
    for (BufferedReader output : outputs) {
      answers.addAll(output.lines().toList());
    }
    Map<String, Long> count = answers.stream().collect(groupingBy(answer -> answer, counting()));
    assertThat(count).hasSize(2 * KEYS);
    assertThat(
            count.entrySet().stream()
                .collect(
                    Collectors.groupingBy(
                        entry -> entry.getKey().replaceFirst(".* ", ""),
                        Collectors.mapping(Map.Entry::getValue, Collectors.toSet()))))
        .isEqualTo(Map.of("Granted", Set.of(1L), "Refused", Set.of(LAUNCHERS - 1L)));
  }

  private static void go(Process launcher) throws IOException {
    try (OutputStream in = launcher.getOutputStream()) {
      in.write('\n');
    }
  }
}
