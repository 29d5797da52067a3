/**
 * Summaries: M points, with or without weights, that stand for a large sample. Positions come from
 * the MMD flow run to stationarity, or are rows of the sample chosen by greedy descent of the MMD,
 * kernel herding or kernel thinning; weights come from a dense system.
 */
package org.mmdflow.statistic.summary;
