package vongdoi.common.storage;

import java.io.Serializable;

/**
 * A file as the store lists it.
 *
 * @param path URI
 * @param size bytes
 * @param version what tells two contents under one name apart: the ETag where the store gives one,
 *     else length and modification time
 * @param modifiedMillis when the store says that it was written, as milliseconds since 1970
 */
public record StoredFile(String path, long size, String version, long modifiedMillis)
    implements Serializable {}
