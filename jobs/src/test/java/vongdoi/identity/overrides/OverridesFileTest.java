package vongdoi.identity.overrides;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vongdoi.identity.overrides.OverridesFile.BadLine;
import vongdoi.identity.overrides.OverridesFile.Line;

class OverridesFileTest {
  @Test
  void linesKnowTheirNumberAndTheNamesOfTheirFields() {
    assertEquals(
        new OverridesFile(
            List.of(
                new Line(2, Map.of("kind", "must", "a", "crm:1", "reason", "say \"yes\", twice")),
                new Line(5, Map.of("kind", "cannot", "a", "crm:2"))),
            List.of()),
        OverridesFile.of(
            "\uFEFFkind, a ,reason\r\nmust,crm:1,\"say \"\"yes\"\", twice\"\n\n# why\ncannot,crm:2,"));
  }

  @Test
  void aLineThatCannotBeTakenApartIsNamed() {
    assertEquals(
        List.of(
            new BadLine(2, "1 fields (must be 2, as in the header)"),
            new BadLine(3, "a quote stays open. Close it on the same line")),
        OverridesFile.of("kind,a\nmust\nmust,\"crm:1\n").bad());
  }

  @Test
  void aFileWithoutLinesSaysNothing() {
    assertEquals(new OverridesFile(List.of(), List.of()), OverridesFile.of(""));
  }
}
