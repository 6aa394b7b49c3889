package vongdoi.models;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What keeps the module small enough to be used by itself. */
class ModuleTest {
  private static final int MOST_FILES = 30;

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("vongdoi.models");

  @Test
  void needsSparkAndNothingOfThePlatform() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(
            "vongdoi.models..",
            "java..",
            "scala..",
            "org.apache.spark..",
            "org.apache.commons.math3..",
            "org.json4s..",
            "org.slf4j..",
            "com.fasterxml.jackson..")
        .check(CLASSES);
  }

  @Test
  void packagesFormNoCircle() {
    slices().matching("vongdoi.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void aFamilyDoesNotKnowTheRegistry() {
    noClasses()
        .that()
        .resideOutsideOfPackage("vongdoi.models")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("vongdoi.models")
        .check(CLASSES);
  }

  @Test
  void noPackageIsCrowded() {
    Map<String, Long> crowded =
        CLASSES.stream()
            .filter(type -> type.isTopLevelClass())
            .collect(Collectors.groupingBy(type -> type.getPackageName(), Collectors.counting()));
    crowded.values().removeIf(files -> files <= MOST_FILES);
    assertEquals(Map.of(), crowded);
  }
}
