/**
 * Tests of whether two samples come from one law, by the MMD (Gretton et al. 2012): permutations
 * and wild bootstrap from one pass over the Gram matrix, a statistic of linear time, blocks for
 * large samples, aggregation over bandwidths; and the points where the samples differ most.
 */
package org.mmdflow.statistic.twosample;
