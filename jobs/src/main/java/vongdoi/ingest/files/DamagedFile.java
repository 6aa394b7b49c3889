package vongdoi.ingest.files;

import java.io.Serializable;

/**
 * A file that is set aside whole, as a task found it.
 *
 * @param file its number among the new files of the run
 */
public record DamagedFile(int file, String reason) implements Serializable {}
