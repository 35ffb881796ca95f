package dev.lintel.pipeline;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Spanner;
import com.google.cloud.spanner.SpannerOptions;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.lintel.connection.ClientFieldFinder;
import dev.lintel.pipeline.cli.Lintel;
import dev.lintel.pipeline.imports.ImportPipeline;
import dev.lintel.pipeline.job.WaitForAll;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.Wait;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          // What the tests of the library lend to these comes in a jar of its own, and is no part
          // of the library.
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.lintel");

  @Test
  void onlyTheCommandLinesMainEndsTheProcess() {
    noClasses()
        .that()
        .doNotBelongToAnyOf(Lintel.class)
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(CLASSES);
  }

  /** The clock of a launcher may be wrong; what goes by times of the database asks the database. */
  @Test
  void onlyTheNameOfARunAndItsDurationGoByTheClockOfTheLauncher() {
    noClasses()
        .that()
        .haveNameNotMatching(
            "dev\\.lintel\\.(emulator\\..*|pipeline\\.(job\\.(JobRun|RunReporting)|summary\\.Progress))")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Timestamp.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(InstantSource.class, "system")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .check(CLASSES);
  }

  /** The direct runner may wait for ever for what turns out to be empty. */
  @Test
  void onlyWaitForAllWaits() {
    noClasses()
        .that()
        .doNotBelongToAnyOf(WaitForAll.class)
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Wait.class)
        .check(CLASSES);
  }

  @Test
  void packagesOfThisModuleAreFreeOfCycles() {
    slices().matching("dev.lintel.pipeline.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheConnectionOpensAClient() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.lintel.connection..", "dev.lintel.emulator..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(SpannerOptions.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(SpannerOptions.Builder.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Spanner.class)
        .check(CLASSES);
  }

  @Test
  void noSerializableClassHasAFieldThatCouldHoldAClient() {
    assertThat(CLASSES.contain(ImportPipeline.class)).as("the jobs are among them").isTrue();
    assertThat(ClientFieldFinder.findIn(CLASSES)).isEmpty();
  }

  @Test
  void modulesDependOneWay() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.lintel.compare..",
            "dev.lintel.connection..",
            "dev.lintel.transforms..",
            "dev.lintel.schema..",
            "dev.lintel.ddl..",
            "dev.lintel.coders..",
            "dev.lintel.convert..",
            "dev.lintel.values..",
            "dev.lintel.failure..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.lintel.pipeline..", "dev.lintel.templates..", "dev.lintel.emulator..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("dev.lintel.emulator..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.lintel..").and(resideOutsideOfPackage("dev.lintel.emulator..")))
        .check(CLASSES);
  }

  @Test
  void packagesOfTheLibraryAreFreeOfCycles() {
    slices()
        .matching(
            "dev.lintel.(compare|connection|transforms|schema|ddl|coders|convert|values|failure)..")
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }

  @Test
  void whatRowsNeedOfASchemaDoesNotKnowTheDdl() {
    noClasses()
        .that()
        .resideInAPackage("dev.lintel.schema..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.lintel.ddl..")
        .check(CLASSES);
  }

  @Test
  void filesDoNotKnowTheFormats() {
    noClasses()
        .that()
        .resideInAPackage("dev.lintel.pipeline.files..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.lintel.pipeline.formats..")
        .check(CLASSES);
  }

  @Test
  void noTwoClassesHaveOneSimpleName() {
    Map<String, List<String>> byName =
        CLASSES.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .collect(groupingBy(JavaClass::getSimpleName, mapping(JavaClass::getName, toList())));
    assertThat(byName.values()).filteredOn(names -> names.size() > 1).isEmpty();
  }
}
