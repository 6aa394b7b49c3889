package vongdoi.common.config;

import java.util.List;
import java.util.stream.Collectors;

/** Settings of one block that do not go together: thrown by the record that they would make. */
public final class InvalidSettings extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<Mistake> mistakes;

  private InvalidSettings(List<Mistake> mistakes) {
    super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("; ")));
    this.mistakes = List.copyOf(mistakes);
  }

  public static InvalidSettings of(List<Mistake> mistakes) {
    return new InvalidSettings(mistakes);
  }

  /**
   * @throws InvalidSettings where there is a mistake
   */
  public static void refuse(List<Mistake> mistakes) {
    if (!mistakes.isEmpty()) {
      throw of(mistakes);
    }
  }

  /** All of them, their paths from the block. */
  public List<Mistake> mistakes() {
    return mistakes;
  }
}
