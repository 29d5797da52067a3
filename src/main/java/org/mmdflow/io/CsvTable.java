package org.mmdflow.io;

import java.util.List;
import org.mmdflow.measure.Points;

/**
 * The numbers of a .csv file.
 *
 * @param names of the columns, empty if the file has no header
 * @param points a row each
 */
record CsvTable(List<String> names, Points points) {}
