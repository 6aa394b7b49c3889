package vongdoi.export;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;

/**
 * Sets of channels as bits of a number: with arrays each row would pay for objects and lambdas,
 * once per channel and question.
 */
final class Channels {
  /** Channels that a number has bits for. */
  static final int MOST = Long.SIZE - 1;

  private final List<String> names;

  Channels(ExportConfig config) {
    names =
        Stream.concat(
                config.contacts().keySet().stream(),
                config.destinations().values().stream().flatMap(d -> d.channels().stream()))
            .distinct()
            .sorted()
            .toList();
  }

  /** The set of these channels. */
  Column of(Collection<String> channels) {
    return lit(channels.stream().mapToLong(this::bit).reduce(0, (a, b) -> a | b));
  }

  /** The channels for which a condition holds. */
  Column where(Function<String, Column> condition) {
    Column set = lit(0L);
    for (String name : names) {
      set = set.bitwiseOR(when(condition.apply(name), lit(bit(name))).otherwise(lit(0L)));
    }
    return set;
  }

  /** The channel that a column names, as a set of one; of any other text and of null the empty. */
  Column named(Column channel) {
    Column set = lit(0L);
    for (String name : names) {
      set = when(channel.equalTo(name), lit(bit(name))).otherwise(set);
    }
    return set;
  }

  /** The first of the channels that is in a set, null where none is. */
  Column first(List<String> channels, Column set) {
    Column first = lit(null).cast("string");
    for (int i = channels.size() - 1; i >= 0; i--) {
      Column here = set.bitwiseAND(lit(bit(channels.get(i)))).notEqual(0L);
      first = when(here, channels.get(i)).otherwise(first);
    }
    return first;
  }

  /** Whether a set holds any of the channels that are asked for. */
  Column any(Column set, Predicate<String> asked) {
    return set.bitwiseAND(of(names.stream().filter(asked).toList())).notEqual(0L);
  }

  private long bit(String channel) {
    return 1L << names.indexOf(channel);
  }
}
