package org.mmdflow.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.mmdflow.engine.Precision;
import org.mmdflow.expression.UserError;
import org.mmdflow.io.ElementType;
import org.mmdflow.io.JsonTree;
import org.mmdflow.io.PointsFiles;

/**
 * Peers in Java, in conversation with {@code bench/peers/run} as {@code serving.py} describes it:
 * {@code PeerMain ENGINE|nd4j THREADS float|double}.
 */
public final class PeerMain {
  /** Until the virtual machine has compiled the loops, also where it has one processor. */
  private static final double WARM_UP_SECONDS = 1.5;

  private final PrintStream channel;
  private final Map<String, Peer.Problem> problems = new HashMap<>();

  private PeerMain(PrintStream channel) {
    this.channel = channel;
  }

  /** Answers until standard input ends. */
  public static void main(String[] arguments) throws IOException {
    PeerMain main = new PeerMain(System.out);
    // Libraries may print: the conversation has standard output for itself.
    System.setOut(System.err);
    int threads = Integer.parseInt(arguments[1]);
    Precision precision = arguments[2].equals("float") ? Precision.FLOAT : Precision.DOUBLE;
    try (Peer peer =
        arguments[0].equals("nd4j")
            ? new Nd4jPeer(precision)
            : new EnginePeer(arguments[0], threads, precision)) {
      main.say(Map.of("version", peer.version()));
      main.converse(peer);
    } catch (UserError missing) {
      main.say(Map.of("skip", String.valueOf(missing.getMessage())));
    }
  }

  private void converse(Peer peer) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      say(answer(peer, line));
    }
  }

  private Map<String, ?> answer(Peer peer, String line) {
    String[] words = line.split(" ");
    try {
      return switch (words[0]) {
        case "prepare" -> prepare(peer, words);
        case "measure" -> measure(problems.get(words[1]), Double.parseDouble(words[2]));
        case "ceiling" -> Map.of("ceiling", problems.get(words[1]).ceiling());
        case "result" -> {
          PointsFiles.write(
              problems.get(words[1]).result(), Path.of(words[2]), ElementType.FLOAT64);
          yield Map.of("written", words[2]);
        }
        default -> throw new IllegalArgumentException("no command: " + line);
      };
    } catch (RuntimeException failure) {
      // Whatever a library throws: it belongs into the table.
      return Map.of("skip", String.valueOf(failure.getMessage()));
    }
  }

  private Map<String, Object> prepare(Peer peer, String[] words) {
    String key = words[1];
    Peer.Problem problem =
        peer.load(
            PointsFiles.read(key + "-points.npy"),
            PointsFiles.read(key + "-sources.npy"),
            PointsFiles.read(key + "-weights.npy"),
            words[2],
            Double.parseDouble(words[3]));
    problems.put(key, problem);
    String settings = problem.tune();
    measure(problem, WARM_UP_SECONDS);
    return Map.of("settings", settings);
  }

  private static Map<String, Object> measure(Peer.Problem problem, double seconds) {
    long began = System.nanoTime();
    double best = Double.POSITIVE_INFINITY;
    int calls = 0;
    while (calls < 3 || (System.nanoTime() - began) * 1e-9 < seconds) {
      long since = System.nanoTime();
      problem.run();
      best = Math.min(best, (System.nanoTime() - since) * 1e-9);
      calls++;
    }
    return Map.of("calls", calls, "best", best);
  }

  private void say(Map<String, ?> members) {
    channel.println(JsonTree.line(members));
    channel.flush();
  }
}
