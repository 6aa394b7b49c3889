package vongdoi.identity;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rooms of identity stand on each other: what decides knows what it decides by. */
class LayersTest {
  private static final List<String> FROM_THE_GROUND =
      List.of(
          "vongdoi.identity.linking",
          "vongdoi.identity.comparing",
          "vongdoi.identity.scoring",
          "vongdoi.identity.blocking",
          "vongdoi.identity.graph",
          "vongdoi.identity.matching",
          "vongdoi.identity.deciding",
          "vongdoi.identity.keeping",
          "vongdoi.identity.households",
          "vongdoi.identity.explaining",
          "vongdoi.identity");

  @Test
  void dependenciesPointDownward() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("vongdoi.identity");
    for (int i = 0; i < FROM_THE_GROUND.size() - 1; i++) {
      List<String> above = FROM_THE_GROUND.subList(i + 1, FROM_THE_GROUND.size());
      noClasses()
          .that()
          .resideInAPackage(FROM_THE_GROUND.get(i))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(above.toArray(String[]::new))
          .check(classes);
    }
  }
}
