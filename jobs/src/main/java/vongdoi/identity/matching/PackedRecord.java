package vongdoi.identity.matching;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import vongdoi.identity.comparing.Profile;
import vongdoi.identity.scoring.Entry;

/** A record with its blocks as bytes, in which it is sent to each of them. */
final class PackedRecord {
  private static final int MISSING = -1;

  private PackedRecord() {}

  static byte[] of(String source, String recordId, Entry entry) {
    Profile profile = entry.profile();
    List<byte[]> texts = new ArrayList<>();
    texts.add(bytes(source));
    texts.add(bytes(recordId));
    for (String value : profile.values()) {
      texts.add(bytes(value));
    }
    for (String marked : profile.marked()) {
      texts.add(bytes(marked));
    }
    int size = 4 * (4 + texts.size() + entry.rarity().length) + 8 * entry.keys().length + 1;
    for (byte[] text : texts) {
      size += text == null ? 0 : text.length;
    }
    ByteBuffer to = ByteBuffer.allocate(size);
    to.putInt(profile.values().length).putInt(entry.keys().length);
    to.putInt(profile.generation()).putInt(entry.common());
    to.put((byte) (profile.isBusiness() ? 1 : 0));
    for (float bits : entry.rarity()) {
      to.putFloat(bits);
    }
    for (long key : entry.keys()) {
      to.putLong(key);
    }
    for (byte[] text : texts) {
      to.putInt(text == null ? MISSING : text.length);
      to.put(text == null ? new byte[0] : text);
    }
    return to.array();
  }

  private static byte[] bytes(String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  static MatchRows.Blocked read(long node, byte[] packed) {
    ByteBuffer from = ByteBuffer.wrap(packed);
    int fields = from.getInt();
    long[] keys = new long[from.getInt()];
    int generation = from.getInt();
    int common = from.getInt();
    boolean isBusiness = from.get() == 1;
    float[] rarity = new float[fields];
    for (int f = 0; f < fields; f++) {
      rarity[f] = from.getFloat();
    }
    for (int k = 0; k < keys.length; k++) {
      keys[k] = from.getLong();
    }
    String source = text(from);
    String recordId = text(from);
    Profile profile = new Profile(texts(from, fields), texts(from, fields), isBusiness, generation);
    return new MatchRows.Blocked(source, recordId, new Entry(node, profile, rarity, common, keys));
  }

  private static String[] texts(ByteBuffer from, int count) {
    String[] texts = new String[count];
    for (int i = 0; i < count; i++) {
      texts[i] = text(from);
    }
    return texts;
  }

  private static String text(ByteBuffer from) {
    int length = from.getInt();
    if (length == MISSING) {
      return null;
    }
    String text = new String(from.array(), from.position(), length, StandardCharsets.UTF_8);
    from.position(from.position() + length);
    return text;
  }
}
