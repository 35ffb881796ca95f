package dev.lintel.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Dialect;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpannerEmulatorIT {

  private static final List<String> TABLE_T =
      List.of("CREATE TABLE T (K INT64, V STRING(MAX)) PRIMARY KEY (K)");

  private static SpannerEmulator emulator;

  @BeforeAll
  static void start() {
    emulator = SpannerEmulator.start();
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  @Test
  void createsGoogleSqlDatabasesWithTables() {
    EmulatorDatabase database = emulator.createDatabase(TABLE_T);

    assertThat(database.host()).isEqualTo(emulator.getHost());
    assertThat(database.name())
        .isEqualTo(
            "projects/test-project/instances/test-instance/databases/" + database.databaseId());
    try (EmulatorRpc rpc = new EmulatorRpc(database)) {
      rpc.insert(1, "one");
      assertThat(rpc.queryOne("SELECT V FROM T WHERE K = 1")).isEqualTo("one");
    }
  }

  @Test
  void createsPostgreSqlDatabasesWithTables() {
    EmulatorDatabase database =
        emulator.createDatabase(
            Dialect.POSTGRESQL,
            List.of("create table t (k bigint primary key)", "create index i on t (k desc)"));

    assertThat(database.dialect()).isEqualTo(Dialect.POSTGRESQL);
    try (EmulatorRpc rpc = new EmulatorRpc(database)) {
      assertThat(rpc.queryOne("select count(*)::text from t")).isEqualTo("0");
    }
  }

  @Test
  void givenDdlThatFails_saysWhyAndLeavesNoDatabase() {
    List<String> ddl = List.of("create table t (k nonsense primary key)");

    for (Dialect dialect : Dialect.values()) {
      String id = "broken-" + dialect.name().substring(0, 4).toLowerCase(Locale.ROOT);
      assertThatThrownBy(() -> emulator.createDatabase(id, dialect, ddl))
          .isInstanceOf(EmulatorException.class)
          .hasMessageContaining("The emulator did not create database " + id)
          .hasMessageContaining("nonsense");
      // The id is free again.
      emulator.dropDatabase(emulator.createDatabase(id, dialect, List.of()));
    }
  }

  @Test
  void databasesOfDifferentInstancesAreSeparate() {
    EmulatorDatabase one =
        emulator.createDatabase("instance-one", "same-id", Dialect.GOOGLE_STANDARD_SQL, TABLE_T);
    EmulatorDatabase two =
        emulator.createDatabase("instance-two", "same-id", Dialect.GOOGLE_STANDARD_SQL, TABLE_T);

    try (EmulatorRpc inOne = new EmulatorRpc(one);
        EmulatorRpc inTwo = new EmulatorRpc(two)) {
      inOne.insert(1, "one");
      assertThat(inOne.queryOne("SELECT COUNT(*) FROM T")).isEqualTo("1");
      assertThat(inTwo.queryOne("SELECT COUNT(*) FROM T")).isEqualTo("0");
    }
  }

  @Test
  void aDroppedDatabaseIsGoneAndDroppingItAgainIsHarmless() {
    EmulatorDatabase database = emulator.createDatabase(TABLE_T);
    emulator.dropDatabase(database);
    emulator.dropDatabase(database);

    assertThatThrownBy(() -> new EmulatorRpc(database).close())
        .hasMessageContaining("NOT_FOUND: Database not found");
  }

  @Test
  void withFaultInjection_someCommitsAreAborted() {
    try (SpannerEmulator own = SpannerEmulator.builder().faultInjection().start();
        EmulatorRpc rpc = new EmulatorRpc(own.createDatabase(TABLE_T))) {
      List<Status.Code> failures = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        try {
          rpc.insert(i, "");
        } catch (StatusRuntimeException e) {
          failures.add(e.getStatus().getCode());
        }
      }
      assertThat(failures).isNotEmpty().containsOnly(Status.Code.ABORTED);
    }
  }

  @Test
  void allowsMoreDatabasesAnInstanceThanProduction() {
    try (SpannerEmulator own = SpannerEmulator.builder().abortProbability(20).start()) {
      List<EmulatorDatabase> databases =
          IntStream.range(0, 110).mapToObj(i -> own.createDatabase(List.of())).toList();

      assertThat(databases).extracting(EmulatorDatabase::databaseId).doesNotHaveDuplicates();
    }
  }

  @Test
  void givenTheVariable_attachesAndLeavesItRunning() {
    Map<String, String> environment = Map.of("SPANNER_EMULATOR_HOST", emulator.getHost());
    EmulatorDatabase database;
    try (SpannerEmulator attached = new SpannerEmulatorBuilder(environment::get).start()) {
      assertThat(attached.getHost()).isEqualTo(emulator.getHost());
      assertThat(attached.getPid()).isEmpty();
      database = attached.createDatabase(TABLE_T);
    }
    try (EmulatorRpc rpc = new EmulatorRpc(database)) {
      assertThat(rpc.queryOne("SELECT COUNT(*) FROM T")).isEqualTo("0");
    }
  }

  @Test
  void givenTheVariableAndAnOption_startsANewEmulator() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("SPANNER_EMULATOR_HOST", emulator.getHost());
    try (SpannerEmulator own =
        new SpannerEmulatorBuilder(environment::get).abortProbability(0).start()) {
      assertThat(own.getHost()).isNotEqualTo(emulator.getHost());
      assertThat(own.getPid()).isPresent();
    }
  }

  @Test
  void anEmulatorInDockerWorksLikeAnyOther(@TempDir Path folder) throws Exception {
    Path emulatorMain =
        ((EmulatorSource.Program) new EmulatorFinder(System::getenv).findStartable(""))
            .emulatorMain();
    CommandsOnPath commands = new CommandsOnPath(folder);
    // docker run --rm --init -p 127.0.0.1:PORT:9010 IMAGE ./emulator_main --host_port=… FLAGS
    commands.docker(
        """
        test "$1" = version && exit 0
        port=${5#127.0.0.1:}; port=${port%%:9010}
        shift 8
        exec %s --host_port=localhost:$port "$@"
        """
            .formatted(emulatorMain));
    long pid;
    try (SpannerEmulator emulator = new SpannerEmulatorBuilder(commands.environment()).start()) {
      pid = emulator.getPid().orElseThrow();
      assertThat(emulator.createDatabase(TABLE_T).host()).isEqualTo(emulator.getHost());
    }
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void closeStopsTheProcessAndItsSupervisor() {
    SpannerEmulator own = SpannerEmulator.builder().abortProbability(20).start();
    ProcessHandle process = ProcessHandle.of(own.getPid().orElseThrow()).orElseThrow();
    List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
    family.add(process);
    own.close();
    own.close();

    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(family).noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void aPortOfAnotherEmulatorIsRejected() {
    int port = Integer.parseInt(emulator.getHost().replaceFirst(".*:", ""));

    assertThatThrownBy(() -> SpannerEmulator.builder().port(port).start())
        .isInstanceOf(EmulatorException.class)
        .hasMessageStartingWith("Port " + port + " is in use");
  }
}
