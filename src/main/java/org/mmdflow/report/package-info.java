/**
 * The report of a run: reads a run folder and writes one self-contained HTML page that opens
 * without a network, and pictures in PNG.
 */
package org.mmdflow.report;
