package org.mmdflow.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mmdflow.engine.Capability;
import org.mmdflow.engine.Device;
import org.mmdflow.engine.EngineProvider;
import org.mmdflow.engine.Engines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists every engine with its devices, or all reasons why it has none. */
@Command(
    name = "devices",
    header = "Lists every engine, with its devices or all reasons why it cannot run here.",
    description = "The first line with a device is what --engine auto takes.",
    footer = {"  mmdflow devices", "  mmdflow devices --json"})
final class DevicesCommand extends BaseCommand {
  @Mixin private CommonOptions common;

  @Override
  int run(Console console) {
    common.precision();
    common.engineOptions();
    Map<String, EngineProvider.Probe> probes = Engines.probeAll();
    Answer answer = answer();
    try (org.mmdflow.engine.Engine chosen =
        Engines.open(common.engineName(), common.engineOptions())) {
      console.engine(chosen.device());
      answer.ranOn(chosen.device(), common.precision());
    }
    List<Map<String, Object>> engines = new ArrayList<>();
    Table table = new Table();
    table.row("engine", "device", "memory", "precision", "");
    probes.forEach(
        (name, probe) -> {
          engines.add(describe(name, probe));
          addRows(table, name, probe);
        });
    console.answer(answer.with("engines", engines).say(table));
    return 0;
  }

  private static Map<String, Object> describe(String name, EngineProvider.Probe probe) {
    List<Map<String, Object>> devices = new ArrayList<>();
    for (int i = 0; i < probe.devices().size(); i++) {
      Device device = probe.devices().get(i);
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("index", i);
      entry.put("device", device.name());
      entry.put("memory", device.memory());
      entry.put("double", device.can(Capability.DOUBLE));
      entry.put("gpu", device.can(Capability.GPU));
      entry.put("emulated", device.can(Capability.EMULATED));
      entry.put("details", device.details());
      devices.add(entry);
    }
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("engine", name);
    entry.put("available", !devices.isEmpty());
    entry.put("version", Version.number());
    entry.put("devices", devices);
    entry.put("reasons", probe.reasons());
    return entry;
  }

  private static void addRows(Table table, String name, EngineProvider.Probe probe) {
    for (int i = 0; i < probe.devices().size(); i++) {
      Device device = probe.devices().get(i);
      table.row(
          probe.devices().size() == 1 ? name : name + ":" + i,
          device.name(),
          Figures.bytes(device.memory()),
          device.can(Capability.DOUBLE) ? "float, double" : "float",
          device.details());
    }
    if (probe.devices().isEmpty()) {
      table.row(name, "none: " + String.join("; ", probe.reasons()));
    }
  }
}
