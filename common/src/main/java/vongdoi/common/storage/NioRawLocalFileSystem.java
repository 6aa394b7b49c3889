package vongdoi.common.storage;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * The local disk without child processes. Where Hadoop's native library is absent, its own class
 * runs {@code chmod} for every file and folder made, {@code readlink} for every look at one and
 * {@code ls} for every file listed with its place: 1,100 processes in a minute of small Delta
 * commits, which took longer than the commits, and eighteen seconds of listing 3,685 landed files.
 */
public final class NioRawLocalFileSystem extends RawLocalFileSystem {

  @Override
  public void setPermission(Path path, FsPermission permission) throws IOException {
    PosixFileAttributeView file = posix(path);
    if (file != null) {
      file.setPermissions(permissions(permission.toShort()));
    }
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    return withPermissions(super.getFileStatus(path));
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    FileStatus[] found = super.listStatus(path);
    for (int i = 0; i < found.length; i++) {
      found[i] = withPermissions(found[i]);
    }
    return found;
  }

  /** Hadoop's own status of a local file asks a child process once it is asked for them. */
  private FileStatus withPermissions(FileStatus status) throws IOException {
    PosixFileAttributeView file = posix(status.getPath());
    if (file == null) {
      return status;
    }
    PosixFileAttributes attributes;
    try {
      attributes = file.readAttributes();
    } catch (NoSuchFileException e) {
      return status; // a link to nothing, or removed meanwhile
    }
    return new FileStatus(
        status.getLen(),
        status.isDirectory(),
        status.getReplication(),
        status.getBlockSize(),
        status.getModificationTime(),
        status.getAccessTime(),
        new FsPermission(mode(attributes.permissions())),
        attributes.owner().getName(),
        attributes.group().getName(),
        status.getPath());
  }

  private PosixFileAttributeView posix(Path path) {
    return Files.getFileAttributeView(pathToFile(path).toPath(), PosixFileAttributeView.class);
  }

  private static short mode(Set<PosixFilePermission> permissions) {
    int mode = 0;
    for (PosixFilePermission permission : permissions) {
      mode |= 1 << (PosixFilePermission.values().length - 1 - permission.ordinal());
    }
    return (short) mode;
  }

  @Override
  public FileStatus getFileLinkStatus(Path path) throws IOException {
    File file = pathToFile(path);
    return Files.isSymbolicLink(file.toPath())
        ? super.getFileLinkStatus(path)
        : getFileStatus(path);
  }

  /** The nine mode bits, the owner's read bit first. */
  private static Set<PosixFilePermission> permissions(short mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] all = PosixFilePermission.values();
    for (int i = 0; i < all.length; i++) {
      if ((mode & (1 << (all.length - 1 - i))) != 0) {
        permissions.add(all[i]);
      }
    }
    return permissions;
  }
}
