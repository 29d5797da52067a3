package org.mmdflow.flow;

/**
 * Where a flow's time went, in seconds: steps on the engine, clean metrics, and listeners' own
 * work.
 */
public record FlowTimes(double steps, double metrics, double listeners) {}
