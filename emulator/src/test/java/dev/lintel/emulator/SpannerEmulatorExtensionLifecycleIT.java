package dev.lintel.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs other test classes and checks what happens to their databases and emulators. */
class SpannerEmulatorExtensionLifecycleIT {

  private static EngineExecutionResults run(Class<?> testClass) {
    return EngineTestKit.engine("junit-jupiter").selectors(selectClass(testClass)).execute();
  }

  @Test
  void withoutAnEmulator_testsFailWithTheMessage() {
    Events tests = run(ExtensionSamples.WithoutEmulator.class).testEvents();

    tests.assertStatistics(statistics -> statistics.started(2).failed(2).skipped(0).aborted(0));
    tests
        .failed()
        .assertThatEvents()
        .haveExactly(
            2,
            event(
                finishedWithFailure(
                    instanceOf(ParameterResolutionException.class),
                    message(
                        text ->
                            text.contains(
                                "No Cloud Spanner emulator is available. Do one of these:")))));
  }

  @Test
  void databasesAreDroppedWithTheirTestAndTheEmulatorStopsWithTheLast() {
    ExtensionSamples.GIVEN.clear();
    ExtensionSamples.PROCESSES.clear();

    run(ExtensionSamples.FreshDatabases.class)
        .testEvents()
        .assertStatistics(statistics -> statistics.started(2).succeeded(2));

    assertThat(ExtensionSamples.GIVEN).hasSize(2).doesNotHaveDuplicates();
    assertThat(ExtensionSamples.PROCESSES).hasSize(2);
    assertThat(ExtensionSamples.PROCESSES.get(0)).isEqualTo(ExtensionSamples.PROCESSES.get(1));
    assertThat(ProcessHandle.of(ExtensionSamples.PROCESSES.get(0)).filter(ProcessHandle::isAlive))
        .isEmpty();
  }

  @Test
  void withOneInstanceAClass_itsFieldIsTheDatabaseOfAllTests() {
    ExtensionSamples.GIVEN.clear();

    run(ExtensionSamples.OneInstance.class)
        .testEvents()
        .assertStatistics(statistics -> statistics.started(2).succeeded(2));

    assertThat(ExtensionSamples.GIVEN).hasSize(2);
    assertThat(ExtensionSamples.GIVEN.get(0)).isEqualTo(ExtensionSamples.GIVEN.get(1));
  }

  @Test
  void givenAResourceThatIsNotThere_saysWhich() {
    run(ExtensionSamples.MissingResource.class)
        .testEvents()
        .failed()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                finishedWithFailure(
                    message(
                        text ->
                            text.endsWith(
                                "There is no resource nowhere.sql on the class path, seen from "
                                    + ExtensionSamples.MissingResource.class)))));
  }
}
