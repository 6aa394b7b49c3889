package vongdoi.common.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NioLocalFileSystemTest {
  @TempDir private Path folder;

  private static FileSystem local() throws IOException {
    FileSystem local = new NioLocalFileSystem();
    local.initialize(java.net.URI.create("file:///"), new Configuration());
    return local;
  }

  @Test
  void aListedFileKnowsItsOwnerAndPermissionsWithoutAskingAChildProcess() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "{}");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-x--x"));
    FileStatus listed =
        local().listFiles(new org.apache.hadoop.fs.Path(folder.toUri()), true).next();
    assertEquals("rw-r-x--x", listed.getPermission().toString());
    assertEquals(Files.getOwner(file).getName(), listed.getOwner());
    assertEquals(2, listed.getLen());
    assertEquals(Files.getLastModifiedTime(file).toMillis(), listed.getModificationTime());
    // Hadoop's own class is the one that asks.
    assertEquals(
        FileStatus.class,
        local().getFileStatus(new org.apache.hadoop.fs.Path(file.toUri())).getClass());
  }
}
