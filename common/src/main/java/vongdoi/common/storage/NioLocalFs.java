package vongdoi.common.storage;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FsConstants;

/** {@code file:} for Hadoop's FileContext, without child processes and checksum side files. */
public final class NioLocalFs extends DelegateToFileSystem {

  /** Called by Hadoop with the URI of the file system. */
  public NioLocalFs(URI uri, Configuration settings) throws IOException, URISyntaxException {
    super(uri, initialized(uri, settings), settings, FsConstants.LOCAL_FS_URI.getScheme(), false);
  }

  private static NioRawLocalFileSystem initialized(URI uri, Configuration settings)
      throws IOException {
    NioRawLocalFileSystem files = new NioRawLocalFileSystem();
    files.initialize(uri, settings);
    return files;
  }

  @Override
  public int getUriDefaultPort() {
    return -1;
  }

  /** Any name that the disk takes. */
  @Override
  public boolean isValidName(String name) {
    return true;
  }
}
