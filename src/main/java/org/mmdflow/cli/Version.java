package org.mmdflow.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the version, the Java in use and the engines present. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "mmdflow " + ofBuild(),
      "Java " + Runtime.version() + " (" + System.getProperty("java.vm.name") + ")",
      "engines: reference"
    };
  }

  private static String ofBuild() {
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
