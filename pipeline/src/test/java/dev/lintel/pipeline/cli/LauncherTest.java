package dev.lintel.pipeline.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher script, in a repository whose build and Java only print their arguments. */
class LauncherTest {

  private static final Path SCRIPT = Path.of("../lintel");
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path folder;
  private Path home;
  private Path jdk;
  private Path pipeline;
  private Path templates;
  private final Map<String, String> variables = new HashMap<>();

  /** The exit status and the output of a call of the launcher. */
  private record Call(int status, String out, String err) {}

  @BeforeEach
  void layOutARepository() throws IOException {
    home = Files.createDirectories(folder.resolve("my repository"));
    Files.copy(SCRIPT, home.resolve("lintel"));
    for (String module : new String[] {"emulator", "transforms", "pipeline", "templates"}) {
      Files.createDirectories(home.resolve(module).resolve("src/main/java"));
      Files.createFile(home.resolve(module).resolve("pom.xml"));
    }
    Files.createFile(home.resolve("pom.xml"));
    pipeline = home.resolve("pipeline/target/lintel-pipeline-9.jar");
    templates = home.resolve("templates/target/lintel-templates-9.jar");
    script(
        home.resolve("mvnw"),
        """
        echo "mvnw $*" >&2
        modules="pipeline templates"
        case "$*" in *" -pl flink "*) modules=flink ;; esac
        for module in $modules; do
          mkdir -p $module/target
          : > $module/target/lintel-$module-9.jar
        done
        """);
    jdk = folder.resolve("a jdk");
    jdkOfVersion("17.0.15");
    variables.put("JAVA_HOME", jdk.toString());
  }

  @Test
  void givenNoJar_buildsItAndSaysSo() throws Exception {
    Call call = call(folder, home.resolve("lintel"), "import");

    assertThat(call.status()).isEqualTo(7);
    assertThat(call.err())
        .startsWith("lintel: building")
        .contains("mvnw -q -B -DskipTests -pl templates -am package");
    assertThat(call.out())
        .contains("arg:-cp\narg:" + templates.toRealPath() + ":" + pipeline.toRealPath() + "\n");
  }

  @Test
  void givenABuiltJar_runsItAtOnceWithTheArgumentsAsTheyAre() throws Exception {
    call(folder, home.resolve("lintel"));

    Call call =
        call(folder, home.resolve("lintel"), "import", "--nullString=\\N", "--input=a *.csv", "");

    assertThat(call.status()).as("passed through").isEqualTo(7);
    assertThat(call.err()).isEmpty();
    assertThat(call.out())
        .endsWith(
            """
            arg:dev.lintel.templates.LocalLintel
            arg:import
            arg:--nullString=\\N
            arg:--input=a *.csv
            arg:
            """)
        .doesNotContain("lintel.terminal");
  }

  @Test
  void stayingInTheCallersFolder_relativePathsMeanWhatTheySay() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("else where"));

    assertThat(call(elsewhere, home.resolve("lintel")).out())
        .startsWith("cwd:" + elsewhere.toRealPath() + "\n");
  }

  @Test
  void givenALinkToALink_findsTheRepository() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("first"), Path.of("../my repository/lintel"));
    Files.createSymbolicLink(bin.resolve("second"), bin.resolve("first"));

    assertThat(call(folder, bin.resolve("second")).out()).contains("arg:" + templates.toRealPath());
  }

  @ParameterizedTest
  @ValueSource(strings = {"transforms", "templates"})
  void givenASourceThatIsNewerThanTheJars_buildsOnce(String module) throws Exception {
    call(folder, home.resolve("lintel"));
    Path source = Files.createFile(home.resolve(module).resolve("src/main/java/New.java"));
    makeOld(pipeline, templates, home.resolve("templates/target/lintel.built"));

    assertThat(call(folder, home.resolve("lintel")).err()).contains("building");
    // A build that changes nothing does not touch the jars.
    makeOld(pipeline, templates);
    assertThat(call(folder, home.resolve("lintel")).err()).isEmpty();
    assertThat(source).exists();
  }

  @Test
  void givenOneJarOnly_builds() throws Exception {
    call(folder, home.resolve("lintel"));
    Files.delete(pipeline);

    assertThat(call(folder, home.resolve("lintel")).err()).contains("building");
  }

  @Test
  void givenABuildThatFails_saysSoAndDoesNotRun() throws Exception {
    script(home.resolve("mvnw"), "echo '[ERROR] no' >&2; exit 1");

    Call call = call(folder, home.resolve("lintel"), "import");

    assertThat(call.status()).isEqualTo(1);
    assertThat(call.err()).contains("[ERROR] no").endsWith("lintel: the build failed\n");
    assertThat(call.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"11.0.2, 11", "1.8.0_402, 1"})
  void givenAnOldJava_saysWhichIsNeeded(String version, String major) throws Exception {
    jdkOfVersion(version);

    Call call = call(folder, home.resolve("lintel"), "import");

    assertThat(call.status()).isEqualTo(1);
    assertThat(call.err())
        .isEqualTo(
            "lintel: %s/bin/java is Java %s; a JDK 17 or later is needed (set JAVA_HOME)\n"
                .formatted(jdk, major));
  }

  @Test
  void givenNoJavaInJavaHome_saysSo() throws Exception {
    variables.put("JAVA_HOME", "/nowhere");

    assertThat(call(folder, home.resolve("lintel")).err())
        .isEqualTo(
            "lintel: JAVA_HOME is /nowhere, which has no bin/java; it has to be a JDK 17 or"
                + " later\n");
  }

  @Test
  void afterABuildAnArchiveOfClassesIsMadeOnce_andUsed() throws Exception {
    javaThatArchives("echo classes");

    Call first = call(folder, home.resolve("lintel"), "import");
    assertThat(first.err()).contains("preparing a faster start");
    assertThat(first.out())
        .contains("arg:-XX:SharedArchiveFile=" + archive().toRealPath() + "\n")
        .endsWith("arg:import\n");

    assertThat(call(folder, home.resolve("lintel"), "import").err()).isEmpty();
    makeOld(archive());
    assertThat(call(folder, home.resolve("lintel"), "import").err())
        .as("the jars are newer")
        .contains("preparing");
  }

  @Test
  void givenAJavaThatMakesNoArchive_runsWithoutOne_andDoesNotTryAgain() throws Exception {
    javaThatArchives("exit 1");

    Call first = call(folder, home.resolve("lintel"), "import");
    assertThat(first.out()).doesNotContain("SharedArchiveFile").endsWith("arg:import\n");
    Call second = call(folder, home.resolve("lintel"), "import");
    assertThat(second.err()).isEmpty();
    assertThat(second.out()).doesNotContain("SharedArchiveFile");
  }

  @Test
  void givenAPlaceWhereNothingCanBeWritten_runsTheCommandAllTheSame() throws Exception {
    // It takes the folder away, because permissions do not stop root.
    script(
        jdk.resolve("bin/java"),
        """
        for arg in "$@"; do
          case $arg in -XX:ArchiveClassesAtExit=*) rm -r "$(dirname "${arg#*=}")"; exit 1 ;; esac
        done
        printf 'arg:%s\\n' "$@"
        """);

    Call call = call(folder, home.resolve("lintel"), "import");

    assertThat(call.status()).as(call.err()).isZero();
    assertThat(call.out()).doesNotContain("SharedArchiveFile").endsWith("arg:import\n");
  }

  @ParameterizedTest
  @CsvSource({"import --help, true", "help import, true", "'', true", "import --input=a, false"})
  void helpRunsWithOneCompilerAndAJobUsesTheSecondLate(String arguments, boolean one)
      throws Exception {
    String[] args = arguments.isEmpty() ? new String[0] : arguments.split(" ");
    String out = call(folder, home.resolve("lintel"), args).out();

    assertThat(out.contains("TieredStopAtLevel=1")).isEqualTo(one);
    assertThat(out.contains("arg:-XX:Tier4InvocationThreshold=50000\n")).isEqualTo(!one);
  }

  @Test
  void theJvmTakesItsFlags() throws Exception {
    String flags =
        call(folder, home.resolve("lintel"), "import")
            .out()
            .lines()
            .filter(line -> line.startsWith("arg:-XX:"))
            .map(line -> line.substring("arg:".length()))
            .filter(flag -> !flag.startsWith("-XX:SharedArchiveFile="))
            .collect(joining(" "));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(flags.split(" ")));
    command.add("-version");

    Process java = new ProcessBuilder(command).redirectErrorStream(true).start();

    assertThat(new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("Runtime Environment")
        .doesNotContain("warning");
    assertThat(java.waitFor()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"FlinkRunner", "flinkRunner", "org.apache.beam.runners.flink.FlinkRunner"})
  void aJobOnFlinkHasAClassPathOfItsOwn(String runner) throws Exception {
    Path flink = flinkJar();

    Call call = call(folder, home.resolve("lintel"), "import", "--runner=" + runner);

    assertThat(call.err()).isEmpty();
    assertThat(call.out())
        .contains("arg:--add-opens=java.base/java.util=ALL-UNNAMED\n")
        .endsWith(
            """
            arg:-cp
            arg:%s
            arg:dev.lintel.pipeline.cli.Lintel
            arg:import
            arg:--runner=%s
            """
                .formatted(flink.toRealPath(), runner));
  }

  @Test
  void givenNoJarForFlink_buildsIt() throws Exception {
    Call call = call(folder, home.resolve("lintel"), "import", "--runner=FlinkRunner");

    assertThat(call.err())
        .startsWith("lintel: building flink")
        .contains("mvnw -q -B -DskipTests -P flink -pl flink -am package");
    assertThat(call.out()).contains("flink/target/lintel-flink-9.jar\n");
  }

  @Test
  void givenASourceThatIsNewerThanTheJarForFlink_buildsItOnce() throws Exception {
    // A build of the other jars does not help.
    call(folder, home.resolve("lintel"));
    Path jar = flinkJar();
    makeOld(jar);

    assertThat(call(folder, home.resolve("lintel"), "import", "--runner=FlinkRunner").err())
        .contains("building flink");
    makeOld(jar);
    assertThat(call(folder, home.resolve("lintel"), "import", "--runner=FlinkRunner").err())
        .isEmpty();
  }

  private Path flinkJar() throws IOException {
    Files.createDirectories(home.resolve("flink/target"));
    Files.createFile(home.resolve("flink/pom.xml"));
    return Files.createFile(home.resolve("flink/target/lintel-flink-9.jar"));
  }

  private Path archive() {
    return home.resolve("templates/target/lintel.jsa");
  }

  /** A Java that runs a command, whose output is the archive, if it is to make one. */
  private void javaThatArchives(String command) throws IOException {
    script(
        jdk.resolve("bin/java"),
        """
        for arg in "$@"; do
          case $arg in -XX:ArchiveClassesAtExit=*) %s >"${arg#*=}"; exit ;; esac
        done
        printf 'arg:%%s\\n' "$@"
        """
            .formatted(command));
  }

  @Test
  void optionsForTheJvmComeFromTheEnvironment() throws Exception {
    variables.put("JAVA_OPTS", "-Xmx1g -Da=b");
    variables.put("LINTEL_OPTS", "-Dc=d");

    assertThat(call(folder, home.resolve("lintel")).out())
        .contains("arg:-Xmx1g\narg:-Da=b\narg:-Dc=d\narg:-cp\n");
  }

  @Test
  void givenACollectorInTheEnvironment_namesNoOther() throws Exception {
    variables.put("LINTEL_OPTS", "-Xmx1g -XX:+UseG1GC");

    assertThat(call(folder, home.resolve("lintel")).out())
        .contains("arg:-XX:+UseG1GC\n")
        .doesNotContain("UseParallelGC", "UseSerialGC");
  }

  @ParameterizedTest
  @CsvSource({"1, Serial", "2, Serial", "3, Parallel", "64, Parallel"})
  void theCollectorIsOneForTheProcessorsThereAre(int processors, String collector)
      throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    script(bin.resolve("getconf"), "[[ $1 == _NPROCESSORS_ONLN ]] && echo " + processors);
    variables.put("PATH", bin + ":" + System.getenv("PATH"));

    assertThat(call(folder, home.resolve("lintel")).out())
        .contains("arg:-XX:+Use" + collector + "GC\n");
  }

  private void jdkOfVersion(String version) throws IOException {
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
    script(jdk.resolve("bin/java"), "echo \"cwd:$PWD\"; printf 'arg:%s\\n' \"$@\"; exit 7");
  }

  private static void makeOld(Path... files) throws IOException {
    for (Path file : files) {
      Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
    }
  }

  private static void script(Path file, String body) throws IOException {
    Files.writeString(file, "#!/usr/bin/env bash\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Call call(Path workingFolder, Path script, String... args)
      throws IOException, InterruptedException {
    String[] command = new String[args.length + 1];
    command[0] = script.toString();
    System.arraycopy(args, 0, command, 1, args.length);
    Path err = Files.createTempFile(folder, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(workingFolder.toFile()).redirectError(err.toFile());
    builder.environment().remove("JAVA_OPTS");
    builder.environment().remove("LINTEL_OPTS");
    builder.environment().putAll(variables);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Call(process.waitFor(), out, Files.readString(err));
  }
}
