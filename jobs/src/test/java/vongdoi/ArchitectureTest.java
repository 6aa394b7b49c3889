package vongdoi;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
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
                com.tngtech.archunit.base.DescribedPredicate.alwaysTrue(),
                com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(
                    "vongdoi.common..", "vongdoi.models..", "vongdoi.customer.."))
            .ignoreDependency(
                com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(
                    "vongdoi.command.."),
                com.tngtech.archunit.base.DescribedPredicate.alwaysTrue());
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
                com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage("vongdoi..")
                    .and(
                        com.tngtech.archunit.core.domain.JavaClass.Predicates
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
                    .or(ArchConditions.callMethod(java.time.Instant.class, "now"))
                    .or(ArchConditions.callMethod(java.time.LocalDate.class, "now"))
                    .or(ArchConditions.callMethod(java.time.LocalDateTime.class, "now"))
                    .or(ArchConditions.callMethod(java.util.UUID.class, "randomUUID"))
                    .or(ArchConditions.callMethod(Math.class, "random"))
                    .or(ArchConditions.callConstructor(java.util.Random.class))
                    .or(
                        ArchConditions.callMethod(
                            org.apache.spark.sql.functions.class, "monotonically_increasing_id"))
                    .or(
                        ArchConditions.callMethod(
                            org.apache.spark.sql.functions.class, "current_timestamp"))
                    .or(ArchConditions.callMethod(org.apache.spark.sql.functions.class, "rand")));
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
            com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
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
