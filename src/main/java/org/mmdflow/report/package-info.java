/**
 * The report of a run: one self-contained HTML page that opens without a network, and pictures in
 * PNG, both from plain values ({@link org.mmdflow.report.RunReport}).
 */
package org.mmdflow.report;
