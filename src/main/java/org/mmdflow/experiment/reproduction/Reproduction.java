package org.mmdflow.experiment.reproduction;

import java.util.List;
import java.util.Map;

/**
 * An experiment of the paper as it came out here: all that its page shows.
 *
 * @param name as a user types it
 * @param title of the page
 * @param text what the experiment is and what to see in it, by paragraph
 * @param settings name and value, in the order shown
 * @param panels diagrams
 * @param rows published figures against ours
 * @param films clouds on the way; may be none
 * @param notes what a careful reader must know: departures, what was not run, warnings
 */
public record Reproduction(
    String name,
    String title,
    List<String> text,
    Map<String, String> settings,
    List<Panel> panels,
    List<Row> rows,
    List<Film> films,
    List<String> notes) {}
