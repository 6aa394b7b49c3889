package vongdoi.ingest.check;

import java.util.List;

/** Looks at the values of a source for one kind of mistake in its mapping. */
interface Guess {
  List<Finding> of(Look look);
}
