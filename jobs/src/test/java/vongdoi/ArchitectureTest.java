package vongdoi;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;

/** The rules of the house that no reader has to police. */
@AnalyzeClasses(packages = "vongdoi", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule stagesMeetOnlyInTables =
      slices()
          .matching("vongdoi.(*)..")
          .namingSlices("stage $1")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              com.tngtech.archunit.base.DescribedPredicate.alwaysTrue(),
              com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(
                  "vongdoi.common..", "vongdoi.customer.."))
          .ignoreDependency(
              com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(
                  "vongdoi.command.."),
              com.tngtech.archunit.base.DescribedPredicate.alwaysTrue());

  @ArchTest
  static final ArchRule commonKnowsNoStage =
      noClasses()
          .that()
          .resideInAPackage("vongdoi.common..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "vongdoi.common..",
              "java..",
              "javax..",
              "scala..",
              "org..",
              "com..",
              "io.delta..",
              "breeze..");

  @ArchTest
  static final ArchRule onlyTheWarehouseTouchesDelta =
      noClasses()
          .that()
          .resideOutsideOfPackages("vongdoi.common.table..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.delta.tables..", "org.apache.spark.sql.delta..");

  @ArchTest
  static final ArchRule onlyTheConfigReaderKnowsHocon =
      noClasses()
          .that()
          .resideOutsideOfPackages("vongdoi.common.config..", "vongdoi", "vongdoi.command..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.typesafe.config..");

  @ArchTest
  static final ArchRule noClockAndNoChance =
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

  @ArchTest
  static final ArchRule onlyMainAndLauncherSettingsKnowTheProcess =
      noClasses()
          .that()
          .resideOutsideOfPackages("vongdoi.command..")
          .and()
          .doNotHaveSimpleName("Vongdoi")
          .should(
              ArchConditions.callMethod(System.class, "exit", int.class)
                  .or(ArchConditions.callMethod(System.class, "getenv", String.class)));

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("vongdoi.common.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule namesSaySomething =
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
          .haveSimpleNameStartingWith("Base");

  @ArchTest
  static final ArchRule configurationsAreRecords =
      classes()
          .that()
          .haveSimpleNameEndingWith("Config")
          .and()
          .resideInAPackage("vongdoi..")
          .should()
          .beRecords();
}
