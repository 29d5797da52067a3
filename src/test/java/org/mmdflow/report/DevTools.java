package org.mmdflow.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A browser page's end of the Chrome DevTools protocol: commands out, results and events in. */
final class DevTools implements AutoCloseable {
  /** Everything the page complained of: errors, warnings of the log, exceptions. */
  final List<String> complaints = new CopyOnWriteArrayList<>();

  /** Every address the page asked for. */
  final List<String> requests = new CopyOnWriteArrayList<>();

  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<Object>> answers = new ConcurrentHashMap<>();
  private volatile CompletableFuture<Boolean> loaded = new CompletableFuture<>();

  DevTools(String address) throws Exception {
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(address), new Listener())
            .get(30, TimeUnit.SECONDS);
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      send(domain + ".enable", "{}");
    }
  }

  /** Sends a command and waits for its result. */
  Object send(String method, String parameters) throws Exception {
    int id = ids.incrementAndGet();
    CompletableFuture<Object> answer = new CompletableFuture<>();
    answers.put(id, answer);
    String text = "{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}";
    socket.sendText(text, true).get(30, TimeUnit.SECONDS);
    Object message = answer.get(60, TimeUnit.SECONDS);
    assertThat(Json.at(message, "error")).as(method).isNull();
    return Json.at(message, "result");
  }

  /** Goes to an address and waits for the page's load event. */
  void load(String address) throws Exception {
    loaded = new CompletableFuture<>();
    send("Page.navigate", "{\"url\":" + Json.quote(address) + "}");
    loaded.get(60, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    socket.abort();
  }

  /** Puts partial messages together and sorts answers from events. */
  private final class Listener implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      message.append(part);
      if (last) {
        try {
          receive(Json.parse(message.toString()));
        } catch (IOException e) {
          complaints.add("unreadable message: " + e.getMessage());
        }
        message.setLength(0);
      }
      from.request(1);
      return null;
    }

    private void receive(Object event) {
      if (Json.at(event, "id") instanceof Double id) {
        answers.remove(id.intValue()).complete(event);
        return;
      }
      switch ((String) Json.at(event, "method")) {
        case "Page.loadEventFired" -> loaded.complete(true);
        case "Network.requestWillBeSent" ->
            requests.add((String) Json.at(event, "params.request.url"));
        case "Log.entryAdded" -> complaints.add(String.valueOf(Json.at(event, "params.entry")));
        case "Runtime.exceptionThrown", "Runtime.consoleAPICalled" ->
            complaints.add(String.valueOf(Json.at(event, "params")));
        default -> {
          // Events that no test looks at.
        }
      }
    }
  }
}
