package org.mmdflow.engine.opencl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_context;
import org.jocl.cl_device_id;
import org.jocl.cl_program;

/**
 * Built programs in a folder of the user's, by a hash of all that they depend on: text, options,
 * device and driver. A file appears whole or not at all, so that any number of processes may share
 * the folder; one that a driver refuses is built again. Where the folder cannot be written,
 * programs are built each time.
 */
final class ProgramCache {
  /**
   * Seconds of a build from which on its program is kept. Drivers that build as kernels are called,
   * and keep what they built themselves, take longer to hand a program out.
   */
  static final double WORTH_KEEPING = 0.5;

  private final Optional<Path> folder;
  private final OpenClDevice device;
  private final double worthKeeping;
  private final Consumer<String> notice;

  /**
   * A cache in {@code folder}.
   *
   * @param worthKeeping seconds of a build from which on its program is kept
   * @param notice is told of builds that take long
   */
  ProgramCache(
      Optional<Path> folder, OpenClDevice device, double worthKeeping, Consumer<String> notice) {
    this.folder = folder;
    this.device = device;
    this.worthKeeping = worthKeeping;
    this.notice = notice;
  }

  /** Where the user's caches are: {@code XDG_CACHE_HOME}, or {@code ~/.cache}. */
  static Optional<Path> usersFolder() {
    String cache = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
    String home = System.getProperty("user.home", "");
    if (!cache.isEmpty() && Path.of(cache).isAbsolute()) {
      return Optional.of(Path.of(cache, "mmdflow", "opencl"));
    }
    return home.isEmpty()
        ? Optional.empty()
        : Optional.of(Path.of(home, ".cache", "mmdflow", "opencl"));
  }

  /** The program, from the cache or built. */
  cl_program program(cl_context context, String text, String options) {
    Optional<Path> file = folder.map(f -> f.resolve(name(text, options)));
    Optional<cl_program> kept = file.flatMap(f -> load(f, context, device.id()));
    if (kept.isPresent()) {
      return kept.get();
    }
    long begun = System.nanoTime();
    cl_program program = build(context, device.id(), text, options);
    if ((System.nanoTime() - begun) * 1e-9 >= worthKeeping) {
      file.ifPresent(f -> keep(f, program));
    }
    return program;
  }

  private String name(String text, String options) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : new String[] {device.identity(), options, text}) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest()) + ".bin";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  private static Optional<cl_program> load(Path file, cl_context context, cl_device_id device) {
    byte[] binary;
    try {
      binary = Files.readAllBytes(file);
    } catch (IOException e) {
      return Optional.empty();
    }
    cl_device_id[] devices = {device};
    cl_program program;
    try {
      program =
          CL.clCreateProgramWithBinary(
              context,
              1,
              devices,
              new long[] {binary.length},
              new byte[][] {binary},
              new int[1],
              null);
    } catch (CLException damaged) {
      return Optional.empty();
    }
    try {
      CL.clBuildProgram(program, 1, devices, "", null, null);
      return Optional.of(program);
    } catch (CLException refused) { // the driver changed without telling
      CL.clReleaseProgram(program);
      return Optional.empty();
    }
  }

  private cl_program build(cl_context context, cl_device_id device, String text, String options) {
    cl_program program =
        OpenClQueue.checked(
            "clCreateProgramWithSource",
            text.length() + " characters",
            () ->
                CL.clCreateProgramWithSource(
                    context, 1, new String[] {text}, new long[] {text.length()}, null));
    LongWait wait = new LongWait(notice, "building kernels for " + this.device.name());
    try {
      CL.clBuildProgram(program, 1, new cl_device_id[] {device}, options, null, null);
      return program;
    } catch (CLException e) {
      String log = log(program, device);
      CL.clReleaseProgram(program);
      throw OpenClException.ofBuild(e.getStatus(), options, log);
    } finally {
      wait.end();
    }
  }

  private static String log(cl_program program, cl_device_id device) {
    long[] size = new long[1];
    CL.clGetProgramBuildInfo(program, device, CL.CL_PROGRAM_BUILD_LOG, 0, null, size);
    byte[] text = new byte[Math.toIntExact(size[0])];
    CL.clGetProgramBuildInfo(
        program, device, CL.CL_PROGRAM_BUILD_LOG, text.length, Pointer.to(text), null);
    return new String(text, StandardCharsets.UTF_8).replace("\0", "").strip();
  }

  private static void keep(Path file, cl_program program) {
    try {
      long[] size = new long[1];
      CL.clGetProgramInfo(
          program, CL.CL_PROGRAM_BINARY_SIZES, Sizeof.size_t, Pointer.to(size), null);
      if (size[0] == 0) {
        return;
      }
      byte[] binary = new byte[Math.toIntExact(size[0])];
      Pointer into = Pointer.to(new Pointer[] {Pointer.to(binary)});
      CL.clGetProgramInfo(program, CL.CL_PROGRAM_BINARIES, Sizeof.POINTER, into, null);
      Files.createDirectories(file.getParent());
      Path fresh = Files.createTempFile(file.getParent(), "new", ".bin");
      try {
        Files.write(fresh, binary);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException | CLException e) {
      // A cache that cannot be kept costs time and nothing else.
    }
  }
}
