package org.mmdflow.experiment;

import java.util.HashMap;
import java.util.Map;
import org.mmdflow.engine.Engine;

/** Engines that are opened once for many runs, by the name that was asked for. One thread. */
final class SharedEngines implements AutoCloseable {
  private final RunOptions options;
  private final Closing resources = new Closing();
  private final Map<String, Engine> opened = new HashMap<>();

  SharedEngines(RunOptions options) {
    this.options = options;
  }

  /**
   * The engine that an experiment asks for, which stays this object's to close.
   *
   * @throws org.mmdflow.expression.UserError if it cannot run
   */
  Engine get(Experiment e) {
    // auto decides by the kernel as well.
    String wish = e.kernel.isOfFeatures() ? e.engine + " for features" : e.engine;
    Engine known = opened.get(wish);
    if (known != null) {
      return known;
    }
    Engine engine = resources.add(SessionOpener.engine(e.engine, e.kernel, options));
    opened.put(wish, engine);
    // A run on auto is continued on what auto chose.
    opened.putIfAbsent(engine.device().engine(), engine);
    return engine;
  }

  @Override
  public void close() {
    resources.close();
  }
}
