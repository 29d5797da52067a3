package org.mmdflow.engine.verification;

import org.mmdflow.engine.Precision;

/**
 * One kernel in one precision and dimension on one engine.
 *
 * @param engine the engine's name
 * @param device the device in words
 * @param precision of the clouds on the device
 * @param kernel the expression
 * @param d dimension
 * @param medianError median over the points of |g - g*| divided by the root mean square of |g*|,
 *     where g* is the gradient by plain loops in double
 * @param largestError the largest over the points
 * @param error relative L2 error, the largest one of gradients and of each part's values: what the
 *     bound is for
 * @param bound of {@code error}
 * @param pairsPerSecond with value and gradient
 * @param passed whether all is finite and within the bound
 * @param fault why the engine gave no result; empty where it did
 */
public record Check(
    String engine,
    String device,
    Precision precision,
    String kernel,
    int d,
    double medianError,
    double largestError,
    double error,
    double bound,
    double pairsPerSecond,
    boolean passed,
    String fault) {}
