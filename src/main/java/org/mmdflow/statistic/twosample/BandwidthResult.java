package org.mmdflow.statistic.twosample;

import org.mmdflow.kernel.Kernel;

/**
 * What one kernel found in a test that aggregates several.
 *
 * @param kernel with its bandwidth
 * @param weight share of the level; those of all kernels sum to 1
 * @param mmd2U the unbiased estimate with it
 * @param pValue of a test with it alone
 * @param adjustedPValue the p-value that the whole test would have if this kernel's were the least:
 *     it rejects where this is at most the level, and the least of all is the test's own
 */
public record BandwidthResult(
    Kernel kernel, double weight, double mmd2U, double pValue, double adjustedPValue) {}
