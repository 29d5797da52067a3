package org.mmdflow.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.mmdflow.engine.Engines;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the version, the Java in use and the engines present. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "mmdflow " + number(),
      "Java " + Runtime.version() + " (" + System.getProperty("java.vm.name") + ")",
      "engines: " + engines()
    };
  }

  private static String engines() {
    List<String> present = new ArrayList<>();
    Engines.probeAll()
        .forEach(
            (name, probe) ->
                probe.devices().forEach(device -> present.add(name + " (" + device.name() + ")")));
    return String.join(", ", present);
  }

  /** The version alone. */
  static String number() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("/org/mmdflow/build.properties")) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks org/mmdflow/build.properties");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "unknown");
  }
}
