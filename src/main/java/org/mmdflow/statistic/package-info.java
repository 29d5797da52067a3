/**
 * What is asked of two samples: the V, U and linear estimators of the squared MMD, the two-sample
 * test, the median heuristic and summaries of a large sample by a small one.
 */
package org.mmdflow.statistic;
