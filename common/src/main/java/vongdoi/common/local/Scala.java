package vongdoi.common.local;

import java.util.List;
import scala.collection.immutable.Map;
import scala.collection.immutable.Map$;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Java collections as Spark's own interfaces want them. */
public final class Scala {
  private Scala() {}

  public static <T> Seq<T> seq(List<? extends T> list) {
    return CollectionConverters.<T>asScala(List.<T>copyOf(list)).toSeq();
  }

  public static <K, V> Map<K, V> map(java.util.Map<K, V> map) {
    return Map$.MODULE$.from(CollectionConverters.asScala(map));
  }
}
