/** What the paper says of convexity along geodesics. */
package org.mmdflow.experiment.reproduction.convexity;
