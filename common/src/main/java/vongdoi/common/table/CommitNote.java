package vongdoi.common.table;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the metadata of a commit says of who made it and why: of a run, or of an amendment. */
interface CommitNote {

  /** The note as an object; numbers, names and dates, never personal data. */
  ObjectNode toJson();
}
