package vongdoi.generate.files;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Packs pieces into members of a gzip file (RFC 1952) with one compressor for all of them. */
final class GzipPacker {
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 4, 0};

  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
  private final CRC32 checksum = new CRC32();
  private final byte[] buffer = new byte[16 * 1024];

  void pack(byte[] piece, OutputStream out) throws IOException {
    out.write(HEADER);
    deflater.reset();
    deflater.setInput(piece);
    deflater.finish();
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    checksum.reset();
    checksum.update(piece);
    number(out, checksum.getValue());
    number(out, piece.length);
  }

  private static void number(OutputStream out, long value) throws IOException {
    for (int shift = 0; shift < 32; shift += 8) {
      out.write((int) (value >>> shift) & 0xFF);
    }
  }
}
