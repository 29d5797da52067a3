package org.mmdflow.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jcuda.LibUtils;
import jcuda.driver.JCudaDriver;
import org.junit.jupiter.api.Test;

/**
 * The engine needs NVIDIA's driver and nothing else of CUDA: by what it calls, and by what JCuda's
 * library is linked with. {@code driver-functions.txt} lists what a driver must have.
 */
class DriverOnlyTest {
  private static byte[] resource(Class<?> beside, String name) throws IOException {
    try (InputStream in = beside.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }

  @Test
  void functionsCalledAreThoseListed() throws IOException {
    JavaClasses own =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.mmdflow.engine.cuda");
    List<JavaMethodCall> calls =
        own.stream()
            .flatMap(c -> c.getMethodCallsFromSelf().stream())
            .filter(call -> call.getTargetOwner().getPackageName().startsWith("jcuda"))
            .toList();
    assertThat(calls)
        .allMatch(call -> !call.getTargetOwner().getPackageName().startsWith("jcuda.runtime"));
    Set<String> called =
        calls.stream()
            .filter(call -> call.getTargetOwner().isEquivalentTo(JCudaDriver.class))
            .map(JavaMethodCall::getName)
            .filter(name -> name.startsWith("cu"))
            .collect(Collectors.toCollection(TreeSet::new));
    String listed =
        new String(resource(DriverOnlyTest.class, "driver-functions.txt"), StandardCharsets.UTF_8);
    assertThat(called).containsExactlyElementsOf(listed.lines().toList());
  }

  @Test
  void theLibraryOfJCudaIsLinkedWithTheDriverAlone() throws IOException {
    String file =
        "/lib/"
            + LibUtils.createLibraryFileName(
                LibUtils.createPlatformLibraryName("JCudaDriver-12.6.0"));
    String library = new String(resource(JCudaDriver.class, file), StandardCharsets.ISO_8859_1);
    Set<String> linked =
        Pattern.compile("\0(lib[a-z0-9_+]+\\.so[.0-9]*)(?=\0)")
            .matcher(library)
            .results()
            .map(found -> found.group(1))
            .filter(name -> !name.matches("lib(stdc\\+\\+|m|gcc_s|c|pthread|dl|rt)\\.so.*"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(linked).containsExactly("libcuda.so.1");
  }
}
