/**
 * Monitors that watch a run and hold it against the theory: dissipation of the MMD, the Lojasiewicz
 * ratio, negative Sobolev distances, displacement convexity, the noise trade-off and Wasserstein
 * distances.
 */
package org.mmdflow.theory;
