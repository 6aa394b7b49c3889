package vongdoi.command.watch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Sends texts to servers. */
final class Server {
  private static final int OK = 200;
  private static final int NO_LONGER_OK = 300;
  private final HttpClient client;
  private final Duration timeout;

  Server(int timeoutSeconds) {
    this.timeout = Duration.ofSeconds(timeoutSeconds);
    this.client = HttpClient.newBuilder().connectTimeout(timeout).build();
  }

  /**
   * @throws IOException where the server cannot be reached or does not take it; the message names
   *     no header, which may bear a key
   */
  void send(String method, String url, Map<String, String> headers, String text)
      throws IOException {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(url))
              .timeout(timeout)
              .method(method, BodyPublishers.ofString(text));
      headers.forEach(request::header);
      HttpResponse<Void> answer = client.send(request.build(), BodyHandlers.discarding());
      if (answer.statusCode() < OK || answer.statusCode() >= NO_LONGER_OK) {
        throw new IOException("it answers " + answer.statusCode());
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("its URL is none", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
