package vongdoi;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Random;
import java.util.UUID;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

/** The rules of the house that no reader has to police. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("vongdoi");

  @Test
  void stagesMeetOnlyInTables() {
    ArchRule rule =
        slices()
            .matching("vongdoi.(*)..")
            .namingSlices("stage $1")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                DescribedPredicate.alwaysTrue(),
                JavaClass.Predicates.resideInAnyPackage(
                    "vongdoi.common..", "vongdoi.models..", "vongdoi.customer.."))
            .ignoreDependency(
                JavaClass.Predicates.resideInAnyPackage("vongdoi.command.."),
                DescribedPredicate.alwaysTrue());
    rule.check(CLASSES);
  }

  @Test
  void commonKnowsNoStage() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage("vongdoi.common..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                "vongdoi.common..", "java..", "javax..", "scala..", "org..", "com..", "io.delta..");
    rule.check(CLASSES);
  }

  @Test
  void onlyCommandsMakeUpAShop() {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackages("vongdoi.command..", "vongdoi.generate..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("vongdoi.generate..");
    rule.check(CLASSES);
  }

  @Test
  void theSimulatorKnowsNothingOfThePlatform() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage("vongdoi.generate..")
            .should()
            .dependOnClassesThat(
                JavaClass.Predicates.resideInAPackage("vongdoi..")
                    .and(
                        JavaClass.Predicates
                            .resideOutsideOfPackage("vongdoi.generate..")));
    rule.check(CLASSES);
  }

  @Test
  void onlyTheWarehouseTouchesDelta() {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackages("vongdoi.common.table..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.delta.tables..", "org.apache.spark.sql.delta..");
    rule.check(CLASSES);
  }

  @Test
  void onlyTheConfigReaderKnowsHocon() {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackages("vongdoi.common.config..", "vongdoi", "vongdoi.command..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.typesafe.config..");
    rule.check(CLASSES);
  }

  @Test
  void noClockAndNoChance() {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackages("vongdoi.command..")
            .should(
                ArchConditions.callMethod(System.class, "currentTimeMillis")
                    .or(ArchConditions.callMethod(Instant.class, "now"))
                    .or(ArchConditions.callMethod(LocalDate.class, "now"))
                    .or(ArchConditions.callMethod(LocalDateTime.class, "now"))
                    .or(ArchConditions.callMethod(UUID.class, "randomUUID"))
                    .or(ArchConditions.callMethod(Math.class, "random"))
                    .or(ArchConditions.callConstructor(Random.class))
                    .or(ArchConditions.callMethod(functions.class, "monotonically_increasing_id"))
                    .or(ArchConditions.callMethod(functions.class, "current_timestamp"))
                    .or(ArchConditions.callMethod(functions.class, "rand")));
    rule.check(CLASSES);
  }

  @Test
  void onlyMainAndLauncherSettingsKnowTheProcess() {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackages("vongdoi.command..")
            .and()
            .doNotHaveSimpleName("Vongdoi")
            .should(
                ArchConditions.callMethod(System.class, "exit", int.class)
                    .or(ArchConditions.callMethod(System.class, "getenv", String.class)));
    rule.check(CLASSES);
  }

  @Test
  void noCycles() {
    ArchRule rule = slices().matching("vongdoi.common.(*)..").should().beFreeOfCycles();
    rule.check(CLASSES);
  }

  @Test
  void noCyclesInTheSimulator() {
    ArchRule rule = slices().matching("vongdoi.(**)").should().beFreeOfCycles();
    rule.check(
        CLASSES.that(
            JavaClass.Predicates.resideInAPackage(
                "vongdoi.generate..")));
  }

  @Test
  void namesSaySomething() {
    ArchRule rule =
        noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveNameMatching(".*\\.Base[A-Z][A-Za-z]*");
    rule.check(CLASSES);
  }

  @Test
  void configurationsAreRecords() {
    ArchRule rule =
        classes()
            .that()
            .haveSimpleNameEndingWith("Config")
            .and()
            .resideInAPackage("vongdoi..")
            .should()
            .beRecords();
    rule.check(CLASSES);
  }
}
