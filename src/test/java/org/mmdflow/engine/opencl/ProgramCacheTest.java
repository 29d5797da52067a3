package org.mmdflow.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jocl.CL;
import org.jocl.cl_context;
import org.jocl.cl_program;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmdflow.engine.gpu.Buffer;
import org.mmdflow.engine.gpu.Queue;

class ProgramCacheTest {
  private static final String TEXT = "__kernel void one(__global int *x) { x[0] = ONE; }";

  @TempDir Path folder;
  private OpenClQueue queue;

  @BeforeEach
  void open() {
    OpenClMachine.assumeThere();
    OpenClDevice device = OpenClMachine.first();
    queue = new OpenClQueue(device);
  }

  @AfterEach
  void close() {
    if (queue != null) {
      queue.close();
    }
  }

  private static ProgramCache cache(Path place) {
    return new ProgramCache(Optional.of(place), OpenClMachine.first(), 0, line -> {});
  }

  /** What the kernel of {@link #TEXT} writes. */
  private int run(ProgramCache cache, String options) {
    cl_program program =
        cache.program(DeviceContext.of(OpenClMachine.first()).context(), TEXT, options);
    Queue.Entry kernel = queue.kernel(program, "one");
    Buffer memory = queue.allocate(4);
    queue.launch(kernel, 1, 1, 1, memory);
    int found = queue.readInteger(memory);
    queue.free(memory);
    OpenClQueue.release(kernel);
    CL.clReleaseProgram(program);
    return found;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }

  @Test
  void aProgramIsKeptByAllThatItDependsOn() throws Exception {
    ProgramCache cache = cache(folder);
    assertThat(run(cache, "-DONE=1")).isEqualTo(1);
    assertThat(run(cache, "-DONE=2")).isEqualTo(2);
    assertThat(files()).hasSize(2).allMatch(file -> file.toString().endsWith(".bin"));
    assertThat(run(cache(folder), "-DONE=1")).isEqualTo(1);
    assertThat(files()).hasSize(2);
  }

  @Test
  void whatIsKeptIsWhatRuns() throws Exception {
    run(cache(folder), "-DONE=1");
    Path first = files().get(0);
    byte[] one = Files.readAllBytes(first);
    Files.delete(first);
    run(cache(folder), "-DONE=2");
    Path second = files().get(0);
    Files.write(second, one);
    assertThat(run(cache(folder), "-DONE=2")).isEqualTo(1);
  }

  @Test
  void aDamagedFileIsBuiltAgain() throws Exception {
    run(cache(folder), "-DONE=7");
    Files.writeString(files().get(0), "damaged");
    assertThat(run(cache(folder), "-DONE=7")).isEqualTo(7);
    assertThat(Files.size(files().get(0))).isGreaterThan(100);
  }

  @Test
  void aFolderThatCannotBeWrittenCostsNothingButTime() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    assertThat(run(cache(file.resolve("cache")), "-DONE=3")).isEqualTo(3);
  }

  @Test
  void manyAtOnceShareIt() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<Integer>> all =
          pool.invokeAll(
              IntStream.range(0, 8)
                  .mapToObj(
                      i ->
                          (java.util.concurrent.Callable<Integer>)
                              () -> {
                                cl_context context =
                                    DeviceContext.of(OpenClMachine.first()).context();
                                CL.clReleaseProgram(
                                    cache(folder).program(context, TEXT, "-DONE=5"));
                                return 5;
                              })
                  .toList());
      for (Future<Integer> one : all) {
        assertThat(one.get()).isEqualTo(5);
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(files()).hasSize(1);
    assertThat(run(cache(folder), "-DONE=5")).isEqualTo(5);
  }

  @Test
  void aBuildThatFailsShowsTheLog() {
    assertThatThrownBy(() -> run(cache(folder), "-DONE=nothing_of_that_name"))
        .isInstanceOf(OpenClException.class)
        .hasMessageContaining("clBuildProgram (-DONE=nothing_of_that_name)")
        .hasMessageContaining("CL_BUILD_PROGRAM_FAILURE")
        .hasMessageContaining("nothing_of_that_name'");
  }
}
