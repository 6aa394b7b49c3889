package vongdoi.common.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;

class CodeVersionTest {
  @TempDir private Path classes;

  /** A job of this package: {@code vongdoi.common.job} stands for its stage. */
  private static final Job JOB =
      new Job() {
        @Override
        public String name() {
          return "test.job";
        }

        @Override
        public String meaning() {
          return "a job of the tests";
        }

        @Override
        public List<Table> reads() {
          return List.of();
        }

        @Override
        public List<Write> writes() {
          return List.of();
        }

        @Override
        public String settings() {
          return "";
        }

        @Override
        public Outputs run(Inputs inputs) {
          return Outputs.none();
        }
      };

  @BeforeEach
  void build() throws IOException {
    put("vongdoi/common/job/Rule.class", "rule");
    put("vongdoi/common/job/deep/Inner.class", "inner");
    put("vongdoi/shared/Word.class", "word");
    put("vongdoi/other/Stage.class", "other");
  }

  private void put(String file, String content) throws IOException {
    Path path = classes.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  private String version() throws IOException {
    URL[] places = {classes.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(places, null)) {
      return CodeVersion.ofBuild(loader, List.of("vongdoi.shared")).of(JOB);
    }
  }

  @Test
  void theSameClassesHaveTheSameVersion() throws IOException {
    assertEquals(version(), version());
  }

  @Test
  void aChangedClassOfTheStageIsAnotherVersion() throws IOException {
    String before = version();
    put("vongdoi/common/job/deep/Inner.class", "changed");
    assertNotEquals(before, version());
  }

  @Test
  void aChangedClassThatAllStagesShareIsAnotherVersion() throws IOException {
    String before = version();
    put("vongdoi/shared/Word.class", "changed");
    assertNotEquals(before, version());
  }

  @Test
  void aChangedTableBesideTheClassesIsAnotherVersion() throws IOException {
    put("vongdoi/shared/places.txt", "one");
    String before = version();
    put("vongdoi/shared/places.txt", "other");
    assertNotEquals(before, version());
  }

  @Test
  void aChangedClassOfAnotherStageIsNot() throws IOException {
    String before = version();
    put("vongdoi/other/Stage.class", "changed");
    assertEquals(before, version());
  }

  @Test
  void aBuildThatDoesNotShowItsClassesIsRefused() throws IOException {
    Path empty = Files.createDirectories(classes.resolve("empty/vongdoi"));
    URL[] places = {empty.getParent().toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(places, null)) {
      IllegalStateException refused =
          assertThrows(IllegalStateException.class, () -> CodeVersion.ofBuild(loader, List.of()));
      assertTrue(
          refused.getMessage().startsWith("Cannot tell the version of the code"),
          refused.getMessage());
    }
  }
}
