/**
 * What a flow descends. An objective says which signed sources stand at a step; the sums over them
 * belong to an engine.
 */
package org.mmdflow.objective;
