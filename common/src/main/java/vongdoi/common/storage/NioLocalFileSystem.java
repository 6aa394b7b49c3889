package vongdoi.common.storage;

import org.apache.hadoop.fs.LocalFileSystem;

/** {@code file:} for Hadoop's FileSystem, without child processes and checksum side files. */
public final class NioLocalFileSystem extends LocalFileSystem {
  public NioLocalFileSystem() {
    super(new NioRawLocalFileSystem());
    setWriteChecksum(false);
  }
}
