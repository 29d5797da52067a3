/**
 * How fast an engine sums: pairs per second with value and gradient, beside what the hardware
 * allows and the error against double precision.
 */
package org.mmdflow.engine.measurement;
