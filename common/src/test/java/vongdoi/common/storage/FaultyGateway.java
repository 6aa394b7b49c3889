package vongdoi.common.storage;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** A gateway between S3 clients and a server that fails as it is told. */
public final class FaultyGateway implements AutoCloseable {
  private static final int PIECES = 20;
  private static final long PAUSE_MILLIS = 10;

  /** What becomes of one request. */
  public enum Fault {
    NONE,
    /** An answer 500, and the server never hears of the request. */
    ERROR,
    /** An answer 503 that asks for fewer requests. */
    SLOW_DOWN,
    /** An answer 403: the credentials have expired meanwhile. */
    EXPIRED,
    /** The connection ends before the server hears of the request. */
    RESET,
    /** The server does as it is asked, and the connection ends without its answer. */
    ANSWER_LOST,
    /** The connection ends half way through what the answer holds. */
    SHORT,
    /** The answer comes piece by piece. */
    SLOW
  }

  /** Decides about each request. */
  public interface Choice {
    /**
     * @param request method and path, such as {@code PUT /bucket/key}
     * @param number of the request, from 1
     */
    Fault of(String request, int number);
  }

  private final ServerSocket door;
  private final URI server;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger faults = new AtomicInteger();
  private volatile Choice choice = (request, number) -> Fault.NONE;

  public FaultyGateway(String server) throws IOException {
    this.server = URI.create(server);
    this.door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::open, "gateway");
    thread.setDaemon(true);
    thread.start();
  }

  public String endpoint() {
    return "http://127.0.0.1:" + door.getLocalPort();
  }

  /** From now on requests fail as chosen. */
  public void failing(Choice other) {
    choice = other;
  }

  public int requests() {
    return requests.get();
  }

  /** Requests that failed so far. */
  public int faults() {
    return faults.get();
  }

  private void open() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Thread thread = new Thread(() -> serve(client), "gateway request");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      String head = head(in);
      if (head.isEmpty()) {
        return;
      }
      if (!header(head, "expect").isEmpty()) {
        write(client, "HTTP/1.1 100 Continue\r\n\r\n");
      }
      String length = header(head, "content-length");
      byte[] body = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
      String[] words = head.split(" ", 3);
      Fault fault = choice.of(words[0] + " " + words[1], requests.incrementAndGet());
      if (fault != Fault.NONE) {
        faults.incrementAndGet();
      }
      answer(client, fault, head, body);
    } catch (IOException gone) {
      // The client has given up.
    }
  }

  private void answer(Socket client, Fault fault, String head, byte[] body) throws IOException {
    switch (fault) {
      case ERROR -> write(client, refusal("500 Internal Server Error", "InternalError"));
      case SLOW_DOWN -> write(client, refusal("503 Slow Down", "SlowDown"));
      case EXPIRED -> write(client, refusal("403 Forbidden", "ExpiredToken"));
      case RESET -> client.setSoLinger(true, 0);
      case ANSWER_LOST -> {
        forwarded(head, body);
        client.setSoLinger(true, 0);
      }
      case SHORT -> {
        byte[] whole = forwarded(head, body);
        int start = new String(whole, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
        client.getOutputStream().write(whole, 0, start + (whole.length - start) / 2);
      }
      case SLOW -> slowly(client, forwarded(head, body));
      case NONE -> client.getOutputStream().write(forwarded(head, body));
    }
  }

  private static void slowly(Socket client, byte[] whole) throws IOException {
    int piece = whole.length / PIECES + 1;
    for (int from = 0; from < whole.length; from += piece) {
      client.getOutputStream().write(whole, from, Math.min(piece, whole.length - from));
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Hands a request to the server and takes its whole answer. */
  private byte[] forwarded(String head, byte[] body) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      StringBuilder sent = new StringBuilder();
      head.lines()
          .filter(line -> !line.isEmpty() && !line.matches("(?i)(connection|expect):.*"))
          .forEach(line -> sent.append(line).append("\r\n"));
      OutputStream out = socket.getOutputStream();
      out.write((sent + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
      out.write(body);
      out.flush();
      return socket.getInputStream().readAllBytes();
    }
  }

  private static String refusal(String status, String code) {
    String body = "<Error><Code>%s</Code><Message>as told</Message></Error>".formatted(code);
    return "HTTP/1.1 %s\r\nContent-Type: application/xml\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
        .formatted(status, body.length(), body);
  }

  private static void write(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    client.getOutputStream().flush();
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (true) {
      int b = in.read();
      if (b < 0) {
        return "";
      }
      head.write(b);
      if (b == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        return head.toString(StandardCharsets.ISO_8859_1);
      }
    }
  }

  private static String header(String head, String name) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).trim())
        .findFirst()
        .orElse("");
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
