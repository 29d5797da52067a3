package org.mmdflow.experiment;

import java.nio.file.Path;
import org.mmdflow.engine.Engine;
import org.mmdflow.flow.Flow;

/**
 * What a session is made of.
 *
 * @param opened {@link System#nanoTime} when the session was asked for
 * @param resources all that is to be closed, in the order in which it was opened
 */
record SessionParts(
    Path folder,
    ResolvedExperiment experiment,
    Engine engine,
    Flow flow,
    Outputs outputs,
    Watching watching,
    Manifest manifest,
    FolderLock lock,
    long opened,
    Closing resources) {}
