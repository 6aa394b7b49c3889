package vongdoi;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;

/** The rules of the house that no reader has to police. */
class ArchitectureTest {
  private static final int MOST_FILES = 30;

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
                JavaClass.Predicates.resideInAnyPackage(
                    "vongdoi.command..", "vongdoi.evaluation..", "vongdoi.platform.."),
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
                "vongdoi.common..",
                "java..",
                "javax..",
                "scala..",
                "org..",
                "com..",
                "io.delta..",
                "shaded.parquet..");
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
                    .and(JavaClass.Predicates.resideOutsideOfPackage("vongdoi.generate..")));
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

  /** Delta tables that others land are read by one class, which does not know the lake. */
  @Test
  void onlyTheWarehouseNamesDeltaAsAFormat() {
    List<String> naming =
        CLASSES.stream()
            .filter(type -> !type.getPackageName().equals("vongdoi.common.table"))
            .filter(type -> !type.getName().equals("vongdoi.common.storage.ColumnarFiles"))
            .filter(type -> StringConstants.of(type).contains("delta"))
            .filter(ArchitectureTest::choosesAFormat)
            .map(JavaClass::getName)
            .toList();
    assertEquals(List.of(), naming);
  }

  private static boolean choosesAFormat(JavaClass type) {
    return type.getAccessesFromSelf().stream()
        .filter(access -> access.getTargetOwner().getPackageName().startsWith("org.apache.spark"))
        .anyMatch(access -> Set.of("format", "using").contains(access.getName()));
  }

  @Test
  void onlyTheConfigReaderKnowsHocon() {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "vongdoi.common.config..", "vongdoi.platform..", "vongdoi.command..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.typesafe.config..");
    rule.check(CLASSES);
  }

  @Test
  void noClockAndNoChance() {
    DescribedPredicate<JavaAccess<?>> wallTimeOfAReport =
        DescribedPredicate.describe(
            "wall time of a report",
            access ->
                access.getTarget().getFullName().equals("java.lang.System.nanoTime()")
                    && Set.of("vongdoi.common.job", "vongdoi.command")
                        .contains(access.getOriginOwner().getPackageName()));
    ArchRule rule =
        noClasses()
            .should()
            .accessTargetWhere(new ClockAndChance().and(DescribedPredicate.not(wallTimeOfAReport)));
    rule.check(CLASSES);
  }

  /** The class that keeps them out of people's rules has to name them. */
  @Test
  void noClockAndNoChanceInSql() {
    List<String> found =
        CLASSES.stream()
            .filter(type -> !type.getName().equals("vongdoi.common.spark.SqlExpression"))
            .flatMap(
                type ->
                    StringConstants.of(type).stream()
                        .filter(ClockAndChance::isIn)
                        .map(text -> type.getName() + ": " + text))
            .toList();
    assertEquals(List.of(), found);
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
  void noCirclesBetweenPackages() {
    ArchRule rule =
        slices().assignedFrom(each("package", JavaClass::getPackageName)).should().beFreeOfCycles();
    rule.check(CLASSES);
  }

  /**
   * Nested classes count as the class that they are written in. A job and what it is handed are one
   * contract: what it may read is what it declares.
   */
  @Test
  void noCirclesBetweenClasses() {
    ArchRule rule =
        slices()
            .assignedFrom(each("class", type -> outermost(type).getName()))
            .should()
            .beFreeOfCycles()
            .ignoreDependency(Inputs.class, Job.class);
    rule.check(CLASSES);
  }

  @Test
  void noCirclesInTheSources() throws IOException {
    Path root = Path.of(System.getProperty("vongdoi.root"));
    SourceReferences files =
        SourceReferences.below(root.resolve("common"), root.resolve("jobs"))
            .without(Inputs.class.getName(), Job.class.getName());
    assertEquals(Set.of(), files.circles());
    assertEquals(
        Set.of(), files.between(name -> name.substring(0, name.lastIndexOf('.'))).circles());
  }

  private static SliceAssignment each(String what, Function<JavaClass, String> name) {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        return SliceIdentifier.of(name.apply(type));
      }

      @Override
      public String getDescription() {
        return "each " + what;
      }
    };
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
  }

  private static Map<String, List<String>> topLevel(
      Function<JavaClass, String> key, Function<JavaClass, String> value) {
    return CLASSES.stream()
        .filter(type -> outermost(type).equals(type))
        .collect(
            Collectors.groupingBy(
                key, TreeMap::new, Collectors.mapping(value, Collectors.toList())));
  }

  @Test
  void noNameStandsTwice() {
    Map<String, List<String>> classes = topLevel(JavaClass::getSimpleName, JavaClass::getName);
    classes.remove("package-info");
    classes.values().removeIf(same -> same.size() == 1);
    assertEquals(Map.of(), classes);
  }

  @Test
  void aPackageHoldsAtMostThirtyFiles() {
    Map<String, List<String>> packages =
        topLevel(JavaClass::getPackageName, JavaClass::getSimpleName);
    packages.values().removeIf(files -> files.size() <= MOST_FILES);
    assertEquals(Map.of(), packages);
  }

  @Test
  void noCyclesInTheSimulator() {
    ArchRule rule = slices().matching("vongdoi.(**)").should().beFreeOfCycles();
    rule.check(CLASSES.that(JavaClass.Predicates.resideInAPackage("vongdoi.generate..")));
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
