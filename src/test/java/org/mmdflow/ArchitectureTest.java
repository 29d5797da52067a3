package org.mmdflow;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keeps the arrows between the packages: each imports only what stands below it. */
class ArchitectureTest {
  private static final String ROOT = "org.mmdflow";

  /** From top to bottom; packages of one row do not import each other. */
  private static final List<List<String>> LAYERS =
      List.of(
          List.of("cli"),
          List.of("report"),
          List.of("experiment"),
          List.of("theory"),
          List.of("statistic"),
          List.of("flow"),
          List.of("network"),
          List.of("objective"),
          List.of("engine"),
          List.of("io"),
          List.of("kernel"),
          List.of("measure"),
          List.of("random", "expression"));

  /** What the optional package beside the layers may import. */
  private static final List<String> BELOW_INTEROP =
      List.of("measure", "kernel", "engine", "network");

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  static Stream<String> layeredPackages() {
    return LAYERS.stream().flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("layeredPackages")
  void importsOnlyWhatStandsBelow(String name) {
    importsOnly(name, below(name)).check(PRODUCT);
  }

  @Test
  void interopImportsOnlyMeasureKernelEngineAndNetwork() {
    importsOnly("interop", BELOW_INTEROP).check(PRODUCT);
  }

  @Test
  void flowsNeverKnowWhichEngineRunsThem() {
    noClasses()
        .that()
        .resideInAnyPackage(tree("flow"), tree("objective"), tree("network"))
        .should()
        .dependOnClassesThat(resideInAPackage(ROOT + ".engine.*.."))
        .because("flows never know which engine runs them")
        .allowEmptyShould(true)
        .check(PRODUCT);
  }

  @ParameterizedTest
  @CsvSource({
    "org.jocl.., engine.opencl",
    "jcuda.., engine.cuda",
    "org.nd4j.., interop",
    "org.bytedeco.., interop",
    "picocli.., cli"
  })
  void libraryStaysInItsPackage(String library, String home) {
    confined(library, home).check(PRODUCT);
  }

  /** What engines share lies in {@code engine} and {@code engine.host}. */
  @ParameterizedTest
  @ValueSource(strings = {"reference", "cpu", "opencl", "cuda"})
  void enginesDoNotKnowEachOther(String engine) {
    String[] others =
        Stream.of("reference", "cpu", "opencl", "cuda")
            .filter(other -> !other.equals(engine))
            .map(other -> tree("engine." + other))
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(tree("engine." + engine))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .allowEmptyShould(true)
        .check(PRODUCT);
  }

  @Test
  void everyClassStandsInAKnownPackage() {
    Set<String> known =
        Stream.concat(layeredPackages(), Stream.of("interop")).collect(Collectors.toSet());
    assertThat(PRODUCT).isNotEmpty();
    assertThat(PRODUCT.stream().map(JavaClass::getPackageName).distinct().toList())
        .allSatisfy(
            name -> {
              assertThat(name).startsWith(ROOT + ".");
              assertThat(known).contains(name.substring(ROOT.length() + 1).split("\\.")[0]);
            });
  }

  /** The rules bite: each library is used in its package, and a rule for another place fails. */
  @ParameterizedTest
  @CsvSource({
    "picocli.., report, org.mmdflow.cli",
    "org.jocl.., engine.cuda, engine.opencl",
    "org.nd4j.., network, org.mmdflow.interop"
  })
  void aViolationIsFound(String library, String elsewhere, String user) {
    assertThatThrownBy(() -> confined(library, elsewhere).check(PRODUCT))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(user);
  }

  private static List<String> below(String name) {
    int row = 0;
    while (!LAYERS.get(row).contains(name)) {
      row++;
    }
    return LAYERS.subList(row + 1, LAYERS.size()).stream().flatMap(List::stream).toList();
  }

  private static ArchRule importsOnly(String name, List<String> below) {
    List<String> forbidden = new ArrayList<>(layeredPackages().toList());
    forbidden.add("interop");
    forbidden.removeAll(below);
    forbidden.remove(name);
    return noClasses()
        .that()
        .resideInAPackage(tree(name))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(trees(forbidden))
        .as(name + " imports only " + below)
        .allowEmptyShould(true);
  }

  private static ArchRule confined(String library, String home) {
    return classes()
        .that()
        .resideOutsideOfPackage(tree(home))
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackage(library)
        .as(library + " only in " + home)
        .allowEmptyShould(true);
  }

  private static String tree(String name) {
    return ROOT + "." + name + "..";
  }

  private static String[] trees(List<String> names) {
    return names.stream().map(ArchitectureTest::tree).toArray(String[]::new);
  }
}
