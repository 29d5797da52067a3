package org.mmdflow.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.mmdflow.engine.Engine;
import org.mmdflow.flow.Cadence;
import org.mmdflow.flow.Flow;
import org.mmdflow.flow.FlowBuilder;
import org.mmdflow.flow.StopRule;

/**
 * Ties a flow to the files that it writes: the flow is made first, since it may be refused, the
 * files are opened after. One thread.
 */
final class Recording {
  private Optional<Outputs> outputs = Optional.empty();
  private Optional<Flow> flow = Optional.empty();

  private interface Writing {
    void write() throws IOException;
  }

  /** Makes the flow with its listeners: rows, snapshots, checkpoints, in this order. */
  Flow flow(ResolvedExperiment e, Engine engine) {
    Experiment x = e.experiment();
    FlowBuilder builder = e.flow();
    builder
        .listenToSteps((settings, steps, completed) -> files().taken(settings, steps, completed))
        .listen(Cadence.every(x.metricsEvery), view -> writing(() -> files().row(view)))
        .listen(e.snapshots().cadence(x.steps), view -> writing(() -> files().snapshot(view)))
        .listen(
            Cadence.every(x.checkpointEvery),
            view -> writing(() -> files().checkpoint(flow.orElseThrow())));
    x.stopBelow.ifPresent(
        bound -> builder.stopWhen(Cadence.every(x.metricsEvery), StopRule.below(bound)));
    Flow made = builder.on(engine);
    flow = Optional.of(made);
    return made;
  }

  /** Where to write; given before the first step. */
  Outputs to(Outputs opened) {
    outputs = Optional.of(opened);
    return opened;
  }

  private Outputs files() {
    return outputs.orElseThrow();
  }

  private static void writing(Writing action) {
    try {
      action.write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
