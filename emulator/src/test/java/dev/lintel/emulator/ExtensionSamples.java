package dev.lintel.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Test classes that {@link SpannerEmulatorExtensionLifecycleIT} runs, and the results that they
 * leave for it to check.
 */
final class ExtensionSamples {

  static final List<EmulatorDatabase> GIVEN = new ArrayList<>();
  static final List<Long> PROCESSES = new ArrayList<>();

  private ExtensionSamples() {}

  static class WithoutEmulator {
    @RegisterExtension
    private static final SpannerEmulatorExtension EXTENSION =
        new SpannerEmulatorExtension(new HashMap<String, String>()::get);

    @Test
    void needsADatabase(EmulatorDatabase database) {
      GIVEN.add(database);
    }

    @Test
    void needsAnEmulator(SpannerEmulator emulator) {
      PROCESSES.add(emulator.getPid().orElseThrow());
    }
  }

  @CountRequests
  @SpannerDatabase
  static class FreshDatabases {
    @Test
    void one(SpannerEmulator emulator, EmulatorDatabase database) {
      check(emulator, database);
    }

    @Test
    void another(SpannerEmulator emulator, EmulatorDatabase database) {
      check(emulator, database);
    }

    private static void check(SpannerEmulator emulator, EmulatorDatabase database) {
      for (EmulatorDatabase earlier : GIVEN) {
        assertThatThrownBy(() -> new EmulatorRpc(earlier).close())
            .hasMessageContaining("NOT_FOUND: Database not found");
      }
      GIVEN.add(database);
      PROCESSES.add(emulator.getPid().orElseThrow());
    }
  }

  @SpannerDatabase
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class OneInstance {
    private EmulatorDatabase database;

    @Test
    void one(EmulatorDatabase parameter) {
      assertThat(parameter).isEqualTo(database);
      GIVEN.add(database);
    }

    @Test
    void another() {
      GIVEN.add(database);
    }
  }

  @SpannerDatabase(ddlResource = "nowhere.sql")
  static class MissingResource {
    @Test
    void needsADatabase(EmulatorDatabase database) {
      GIVEN.add(database);
    }
  }
}
