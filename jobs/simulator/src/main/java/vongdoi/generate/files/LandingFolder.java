package vongdoi.generate.files;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;

/** Where the files land, on any file system that Hadoop knows; files are made or replaced whole. */
public record LandingFolder(String root, SerializableConfiguration configuration)
    implements Serializable {

  public OutputStream create(String path) throws IOException {
    Path file = new Path(root, path);
    return files(file).create(file, true);
  }

  public void makeFolder(String path) throws IOException {
    Path folder = new Path(root, path);
    files(folder).mkdirs(folder);
  }

  public boolean exists(String path) throws IOException {
    Path file = new Path(root, path);
    return files(file).exists(file);
  }

  public byte[] read(String path) throws IOException {
    Path file = new Path(root, path);
    try (var in = files(file).open(file)) {
      return in.readAllBytes();
    }
  }

  /** On local disks without the checksum files that Hadoop would lay beside each. */
  private FileSystem files(Path path) throws IOException {
    FileSystem files = path.getFileSystem(configuration.value());
    return files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
  }
}
