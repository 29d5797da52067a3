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
   * The engine of this name, which stays this object's to close.
   *
   * @throws org.mmdflow.expression.UserError if it cannot run
   */
  Engine get(String choice) {
    Engine known = opened.get(choice);
    if (known != null) {
      return known;
    }
    Engine engine = resources.add(SessionOpener.engine(choice, options));
    opened.put(choice, engine);
    // A run on auto is continued on what auto chose.
    opened.putIfAbsent(engine.device().engine(), engine);
    return engine;
  }

  @Override
  public void close() {
    resources.close();
  }
}
