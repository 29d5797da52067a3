package org.mmdflow.network.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.Test;

/** The engine is plain Java. */
class PlainProductsTest extends MatrixProductsContract {
  @Override
  protected MatrixProducts open(int threads) {
    return new PlainProducts(threads);
  }

  @Test
  void theBitsDoNotDependOnTheThreads() {
    FloatMatrix a = Matrices.normal(203, 131, 5);
    FloatMatrix b = Matrices.normal(131, 1100, 6);
    List<float[][]> found = new ArrayList<>();
    for (int threads = 1; threads <= 3; threads++) {
      FloatMatrix c = new FloatMatrix(203, 1100);
      try (MatrixProducts products = new PlainProducts(threads)) {
        products.multiply(0.3f, a, false, b, false, 0, c);
      }
      found.add(Matrices.rows(c));
    }
    assertThat(found.get(1)).isDeepEqualTo(found.get(0));
    assertThat(found.get(2)).isDeepEqualTo(found.get(0));
  }

  @Test
  void aPartThatFailsIsReported() {
    try (Team team = new Team(2)) {
      assertThatThrownBy(
              () ->
                  team.run(
                      10,
                      () ->
                          part -> {
                            throw new IllegalStateException("part failed");
                          }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("part failed");
      int[] done = new int[10];
      team.run(10, () -> part -> done[part]++);
      assertThat(done).containsOnly(1);
    }
  }

  @Test
  void aLibraryThatDoesNotLoadLeavesPlainJavaAndTheReason() {
    ProductsProvider broken =
        new ProductsProvider() {
          @Override
          public String name() {
            return "broken";
          }

          @Override
          public MatrixProducts open(int threads) {
            throw new UnsatisfiedLinkError("no such library");
          }
        };
    FoundProducts found = FoundProducts.best(List.of(broken).iterator(), 2);
    assertThat(found.products().name()).isEqualTo("plain Java, 2 threads");
    assertThat(found.missing())
        .singleElement()
        .asString()
        .startsWith("broken does not load")
        .contains("no such library");
    found.products().close();
  }

  @Test
  void aLibraryLeftOutOfTheBuildLeavesPlainJava() {
    Iterator<ProductsProvider> providers =
        new Iterator<>() {
          private boolean asked;

          @Override
          public boolean hasNext() {
            return !asked;
          }

          @Override
          public ProductsProvider next() {
            asked = true;
            throw new ServiceConfigurationError("not found");
          }
        };
    FoundProducts found = FoundProducts.best(providers, 1);
    assertThat(found.products().name()).isEqualTo("plain Java, 1 thread");
    assertThat(found.missing()).hasSize(1);
    found.products().close();
  }
}
