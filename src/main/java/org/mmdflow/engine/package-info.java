/**
 * The one primitive everything else is built on: sums of a kernel over weighted points, and steps
 * given as records of numbers. Also the choice of an engine among those present. Engines never know
 * flows.
 */
package org.mmdflow.engine;
