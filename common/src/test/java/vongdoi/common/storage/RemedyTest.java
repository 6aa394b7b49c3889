package vongdoi.common.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RemedyTest {
  @Test
  void whatTheMachineLacksIsToldHoweverDeepItLies() {
    IOException full = new IOException("/lake/part-0001: No space left on device");
    assertTrue(
        Remedy.of(new IllegalStateException("job", new UncheckedIOException("write", full)))
            .orElseThrow()
            .contains("disk is full"));
    assertTrue(Remedy.of(new OutOfMemoryError("Java heap space")).orElseThrow().contains("heap"));
    assertTrue(
        Remedy.of(new IOException("Service: S3, Status Code: 403, ExpiredToken"))
            .orElseThrow()
            .contains("expired"));
    assertEquals(Optional.empty(), Remedy.of(new IllegalArgumentException("no table")));
  }
}
