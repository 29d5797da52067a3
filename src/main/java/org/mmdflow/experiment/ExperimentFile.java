package org.mmdflow.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.mmdflow.expression.Location;
import org.mmdflow.expression.Suggestions;
import org.mmdflow.expression.UserError;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads experiment files: one YAML mapping of {@link ExperimentKeys} to scalars, monitors to a list
 * of words. Read event by event, so that aliases and nesting are refused where they begin, whatever
 * follows; a file is at most {@value #LARGEST} bytes. Errors name file, line and column from 1, and
 * key. Relative file names in it lie in the file's own folder.
 */
final class ExperimentFile {
  /** Most bytes of a file. */
  static final int LARGEST = 1 << 20;

  private final Path file;
  private final Map<String, Setting> settings = new LinkedHashMap<>();

  private ExperimentFile(Path file) {
    this.file = file;
  }

  /**
   * Reads {@code file}.
   *
   * @throws UserError if it cannot be read or is no experiment
   */
  static Settings read(Path file) {
    ExperimentFile reader = new ExperimentFile(file);
    String text = reader.text();
    try {
      LoadSettings yaml =
          LoadSettings.builder().setLabel(file.toString()).setCodePointLimit(LARGEST).build();
      reader.document(new Parse(yaml).parseString(text).iterator());
    } catch (MarkedYamlEngineException e) {
      throw reader.error(
          "is not YAML: " + oneLine(e.getProblem()), e.getProblemMark(), "mend the line");
    } catch (YamlEngineException e) {
      throw reader.error(
          "is not YAML: " + oneLine(String.valueOf(e.getMessage())), Optional.empty(), "mend it");
    }
    return new Settings(reader.settings);
  }

  private String text() {
    try {
      if (Files.isDirectory(file)) {
        throw new UserError("is a folder, " + file + "; name an experiment file");
      }
      long size = Files.size(file);
      if (size > LARGEST) {
        throw new UserError(
            "has "
                + size
                + " bytes, "
                + file
                + "; an experiment has at most "
                + LARGEST
                + ", points belong into a file of their own");
      }
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new UserError("no such file, " + file + "; check the name and the folder", e);
    } catch (IOException e) {
      throw new UserError(
          "cannot be read as UTF-8 text ("
              + oneLine(String.valueOf(e.getMessage()))
              + "), "
              + file
              + "; check its owner, mode and encoding",
          e);
    }
  }

  private void document(Iterator<Event> events) {
    events.next();
    if (events.next().getEventId() == Event.ID.StreamEnd) {
      throw error("is empty", Optional.empty(), "write at least start: and target:");
    }
    Event root = events.next();
    if (!(root instanceof MappingStartEvent)) {
      throw error("is not a list of key: value", root.getStartMark(), "begin with start: ...");
    }
    for (Event key = events.next(); key.getEventId() != Event.ID.MappingEnd; key = events.next()) {
      entry(key, events);
    }
    events.next();
    Event after = events.next();
    if (after.getEventId() != Event.ID.StreamEnd) {
      throw error("has a second document", after.getStartMark(), "keep one");
    }
  }

  private void entry(Event keyEvent, Iterator<Event> events) {
    String key = scalar(keyEvent, "a key");
    if (!ExperimentKeys.NAMES.contains(key)) {
      throw error(
          "unknown key " + Location.quote(key),
          keyEvent.getStartMark(),
          Suggestions.mend(key, "keys", ExperimentKeys.NAMES));
    }
    Event value = events.next();
    boolean list = key.equals(ExperimentKeys.MONITORS) && value instanceof SequenceStartEvent;
    String text = list ? words(value, events) : scalar(value, key);
    if (!list && text.isBlank()) {
      throw error("no value of " + key, value.getStartMark(), "give one or remove the line");
    }
    String where = "in " + at(value.getStartMark()) + " (" + key + ")";
    Setting setting = new Setting(text.strip(), where, folder());
    if (settings.put(key, setting) != null) {
      throw error(key + " is given twice", keyEvent.getStartMark(), "keep one");
    }
  }

  private String words(Event start, Iterator<Event> events) {
    refuseAnchor(start);
    StringBuilder words = new StringBuilder();
    for (Event e = events.next(); e.getEventId() != Event.ID.SequenceEnd; e = events.next()) {
      words.append(words.isEmpty() ? "" : ", ").append(scalar(e, "a monitor"));
    }
    return words.toString();
  }

  private String scalar(Event event, String what) {
    refuseAnchor(event);
    if (event instanceof ScalarEvent scalar) {
      return scalar.getValue();
    }
    throw error(
        "a list or a mapping where " + what + " stands",
        event.getStartMark(),
        "write one value, such as points([[0, 0], [1, 1]]) for points");
  }

  private void refuseAnchor(Event event) {
    if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      throw error("an anchor or alias", event.getStartMark(), "write the value out");
    }
  }

  private Path folder() {
    return Optional.ofNullable(file.getParent()).orElseGet(() -> file.getFileSystem().getPath(""));
  }

  private UserError error(String what, Optional<Mark> mark, String mend) {
    return new UserError(what + ", in " + at(mark) + "; " + mend);
  }

  private String at(Optional<Mark> mark) {
    return file
        + mark.map(m -> " line " + (m.getLine() + 1) + ", column " + (m.getColumn() + 1))
            .orElse("");
  }

  private static String oneLine(String text) {
    String quoted = Location.quote(text);
    return quoted.substring(1, quoted.length() - 1);
  }
}
