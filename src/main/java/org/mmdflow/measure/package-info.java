/**
 * Measures carried by finitely many points: points on the host, their weights, and the named
 * distributions from which both are drawn.
 */
package org.mmdflow.measure;
