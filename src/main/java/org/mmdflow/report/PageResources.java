package org.mmdflow.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** The page's own script, style and frame, and the chart library, read from the class path. */
final class PageResources {
  /** What the pages have in common, in the order in which they build on each other. */
  private static final List<String> COMMON =
      List.of(
          "format.js",
          "theme.js",
          "run.js",
          "clock.js",
          "raster.js",
          "field.js",
          "painter.js",
          "view.js",
          "panel.js",
          "axes.js",
          "chart.js",
          "controls.js");

  /** The modules of a run's page. */
  static final List<String> RUN = with("main.js");

  /** The modules of a sweep's page. */
  static final List<String> SWEEP = with("sweep.js");

  /** The modules of a reproduction's page. */
  static final List<String> REPRODUCTION = with("diagram.js", "scene.js", "reproduction.js");

  private static final String UPLOT = "META-INF/resources/webjars/uplot/";
  private static final String UPLOT_POM = "META-INF/maven/org.webjars.npm/uplot/pom.properties";

  private PageResources() {}

  private static List<String> with(String... more) {
    return Stream.concat(COMMON.stream(), Stream.of(more)).toList();
  }

  /** The frame of a page, the head of all pages first, with {@code {{name}}} where texts go. */
  static String template(String name) throws IOException {
    return own("head.html") + own(name);
  }

  /** The bar with which a clock is moved. */
  static String transport() throws IOException {
    return own("transport.html").strip();
  }

  /** All style in one sheet, the chart library's first. */
  static String style() throws IOException {
    return text(uplot("dist/uPlot.min.css")) + "\n" + pageStyle();
  }

  /** The style of a page without charts of the library's. */
  static String pageStyle() throws IOException {
    return own("page.css");
  }

  /** All script in one text: the chart library, then the modules in one strict scope. */
  static String script(List<String> modules) throws IOException {
    StringBuilder script = new StringBuilder();
    script.append("/*!\n").append(licence()).append("\n*/\n");
    script.append(text(uplot("dist/uPlot.iife.min.js")));
    script.append("\n(() => {\n'use strict';\n");
    for (String module : modules) {
      script.append(own(module)).append('\n');
    }
    return script.append("})();\n").toString();
  }

  /** The chart library's licence, which its copies must carry. */
  static String licence() throws IOException {
    return text(uplot("LICENSE")).strip();
  }

  private static String own(String name) throws IOException {
    return text("org/mmdflow/report/" + name);
  }

  private static String uplot(String name) throws IOException {
    Properties pom = new Properties();
    try (InputStream in = open(UPLOT_POM)) {
      pom.load(in);
    }
    return UPLOT + pom.getProperty("version") + "/" + name;
  }

  private static String text(String name) throws IOException {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream in = PageResources.class.getClassLoader().getResourceAsStream(name);
    if (in == null) {
      throw new IOException("the program's archive lacks " + name + "; build it again");
    }
    return in;
  }
}
