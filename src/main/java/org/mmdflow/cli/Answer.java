package org.mmdflow.cli;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mmdflow.engine.Device;
import org.mmdflow.engine.Precision;

/** What a command found: named values for programs, and lines for people. */
final class Answer {
  private final Map<String, Object> members = new LinkedHashMap<>();
  private final List<String> lines = new ArrayList<>();

  private Answer(String command) {
    members.put("command", command);
  }

  static Answer of(String command) {
    return new Answer(command);
  }

  Answer ranOn(Device device, Precision precision) {
    members.put("engine", device.engine());
    members.put("device", device.name());
    members.put("why", device.why());
    return with("precision", precision.name().toLowerCase(Locale.ROOT));
  }

  Answer with(String key, Object value) {
    members.put(key, value);
    return this;
  }

  /** A line for people. */
  Answer say(String line) {
    lines.add(line);
    return this;
  }

  /** Lines for people. */
  Answer say(Table table) {
    lines.addAll(table.lines());
    return this;
  }

  /**
   * All members, with the wall time since the virtual machine started: {@code seconds}, unless the
   * command found something of that name.
   */
  Map<String, Object> members() {
    long started = ManagementFactory.getRuntimeMXBean().getStartTime();
    String name = members.containsKey("seconds") ? "command_seconds" : "seconds";
    members.put(name, (System.currentTimeMillis() - started) / 1e3);
    return members;
  }

  List<String> lines() {
    return lines;
  }
}
