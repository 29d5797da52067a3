package org.mmdflow.io;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.mmdflow.expression.UserError;

/** Runs in a virtual machine of its own, with a small heap; see {@link HostileFilesTest}. */
final class HostileFilesMain {
  private HostileFilesMain() {}

  /**
   * Reads the files, given as lines KIND TAB LOCATION in a list, and prints a line for each: KIND
   * TAB milliseconds of processor time TAB outcome.
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    List<String> lines = Files.readAllLines(Path.of(arguments[1]), StandardCharsets.UTF_8);
    for (String line : lines) {
      String[] fields = line.split("\t", 2);
      long start = processorTime();
      String outcome;
      try {
        outcome = "read " + DistributionParser.parse(fields[1], folder).n();
      } catch (UserError e) {
        outcome = "refused " + e.getMessage();
      } catch (Throwable e) {
        outcome = "failed " + e;
      }
      long milliseconds = (processorTime() - start) / 1_000_000;
      System.out.println(fields[0] + "\t" + milliseconds + "\t" + outcome);
    }
  }

  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
