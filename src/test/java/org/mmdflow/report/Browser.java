package org.mmdflow.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Headless Chromium, spoken to in its DevTools protocol. Needs it on the PATH: fails without. */
final class Browser implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  private final Path profile;
  private final Process process;
  private final DevTools page;

  Browser() throws Exception {
    profile = Files.createTempDirectory("chromium-profile");
    process =
        new ProcessBuilder(
                executable(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile,
                "--remote-debugging-port=0",
                "--window-size=1300,1000",
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    page = new DevTools(pageAddress());
  }

  /** Everything the page complained of since it was opened. */
  List<String> complaints() {
    return page.complaints;
  }

  /** Every address the page asked for since it was opened, its own included. */
  List<String> requests() {
    return page.requests;
  }

  private static String executable() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "the page's test needs Chromium, none of "
                        + NAMES
                        + " is on the PATH: apt-get install chromium"));
  }

  private String pageAddress() throws Exception {
    Path file = profile.resolve("DevToolsActivePort");
    for (int i = 0; i < 600; i++) {
      if (Files.exists(file) && Files.size(file) > 0) {
        String port = Files.readAllLines(file).get(0);
        URI list = URI.create("http://127.0.0.1:" + port + "/json/list");
        String body =
            HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString())
                .body();
        for (Object target : (List<?>) Json.parse(body)) {
          if ("page".equals(Json.at(target, "type"))) {
            return (String) Json.at(target, "webSocketDebuggerUrl");
          }
        }
      }
      assertThat(process.isAlive()).as("Chromium runs").isTrue();
      Thread.sleep(50);
    }
    throw new AssertionError("Chromium offered no page within 30 s");
  }

  /** Opens a file, with an optional #fragment, and waits until it is loaded and drawn. */
  void open(Path file, String fragment) throws Exception {
    // From a blank page, so that only the fragment's change also loads anew.
    page.load("about:blank");
    page.complaints.clear();
    page.requests.clear();
    page.load(file.toUri() + fragment);
    settle();
  }

  /** Waits for two frames of the screen. */
  void settle() throws Exception {
    evaluate("new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() => r(1))))");
  }

  /** The value of an expression, promises awaited. */
  Object evaluate(String expression) throws Exception {
    Object result =
        page.send(
            "Runtime.evaluate",
            "{\"awaitPromise\":true,\"returnByValue\":true,\"expression\":"
                + Json.quote(expression)
                + "}");
    assertThat(Json.at(result, "exceptionDetails")).as(expression).isNull();
    return Json.at(result, "result.value");
  }

  double number(String expression) throws Exception {
    return (Double) evaluate(expression);
  }

  String text(String selector) throws Exception {
    return (String) evaluate("document.querySelector(" + Json.quote(selector) + ").textContent");
  }

  /** Scrolls an element into sight and gives its left, top, width, height in the window. */
  double[] box(String selector) throws Exception {
    Object box =
        evaluate(
            "(() => { const e = document.querySelector("
                + Json.quote(selector)
                + "); e.scrollIntoView({ block: 'center' }); const b = e.getBoundingClientRect();"
                + " return [b.left, b.top, b.width, b.height]; })()");
    return ((List<?>) box).stream().mapToDouble(v -> (Double) v).toArray();
  }

  void mouse(String type, double x, double y) throws Exception {
    boolean pressed = !type.equals("mouseMoved");
    page.send(
        "Input.dispatchMouseEvent",
        "{\"type\":\""
            + type
            + "\",\"x\":"
            + x
            + ",\"y\":"
            + y
            + (pressed ? ",\"button\":\"left\",\"buttons\":1,\"clickCount\":1}" : "}"));
    settle();
  }

  /** Presses at one place, moves in steps to another, lets go. */
  void drag(double x0, double y0, double x1, double y1) throws Exception {
    mouse("mousePressed", x0, y0);
    for (int i = 1; i <= 5; i++) {
      double x = x0 + (x1 - x0) * i / 5;
      double y = y0 + (y1 - y0) * i / 5;
      page.send(
          "Input.dispatchMouseEvent",
          "{\"type\":\"mouseMoved\",\"x\":"
              + x
              + ",\"y\":"
              + y
              + ",\"button\":\"left\",\"buttons\":1}");
    }
    mouse("mouseReleased", x1, y1);
  }

  void click(String selector) throws Exception {
    double[] box = box(selector);
    mouse("mousePressed", box[0] + box[2] / 2, box[1] + box[3] / 2);
    mouse("mouseReleased", box[0] + box[2] / 2, box[1] + box[3] / 2);
  }

  void key(String key) throws Exception {
    String name = "{\"type\":\"%s\",\"key\":" + Json.quote(key) + "}";
    page.send("Input.dispatchKeyEvent", name.formatted("keyDown"));
    page.send("Input.dispatchKeyEvent", name.formatted("keyUp"));
    settle();
  }

  /** A window of another size; the scheme is light or dark. */
  void emulate(int width, int height, double ratio, boolean mobile, String scheme)
      throws Exception {
    page.send(
        "Emulation.setDeviceMetricsOverride",
        "{\"width\":"
            + width
            + ",\"height\":"
            + height
            + ",\"deviceScaleFactor\":"
            + ratio
            + ",\"mobile\":"
            + mobile
            + "}");
    page.send(
        "Emulation.setEmulatedMedia",
        "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + scheme + "\"}]}");
    settle();
  }

  byte[] pdf() throws Exception {
    Object result = page.send("Page.printToPDF", "{\"printBackground\":true}");
    return Base64.getDecoder().decode((String) Json.at(result, "data"));
  }

  byte[] screenshot() throws Exception {
    Object result =
        page.send("Page.captureScreenshot", "{\"format\":\"png\",\"captureBeyondViewport\":true}");
    return Base64.getDecoder().decode((String) Json.at(result, "data"));
  }

  @Override
  public void close() throws IOException {
    page.close();
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    process.destroy();
    process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
    all.forEach(ProcessHandle::destroyForcibly);
    CompletableFuture.allOf(
            all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
        .join();
    try (Stream<Path> files = Files.walk(profile)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
