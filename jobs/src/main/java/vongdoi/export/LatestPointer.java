package vongdoi.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Names the newest list of an audience, that of the last daily run. */
final class LatestPointer implements Pointer {

  @Override
  public String file() {
    return "latest.json";
  }

  @Override
  public String to(Manifest manifest, Optional<String> inPlace) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    manifest.point(node);
    return Pointer.text(node);
  }

  @Override
  public boolean names(Manifest manifest, Optional<String> inPlace) {
    return inPlace.equals(Optional.of(to(manifest, inPlace)));
  }
}
