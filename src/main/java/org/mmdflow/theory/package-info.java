/**
 * Monitors that watch a run and hold it against the theory: dissipation of the MMD, the step size,
 * the Lojasiewicz ratio, negative Sobolev distances, displacement convexity, the noise trade-off,
 * collapse and escape, and Wasserstein distances.
 */
package org.mmdflow.theory;
