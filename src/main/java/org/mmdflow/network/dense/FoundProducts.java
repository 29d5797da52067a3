package org.mmdflow.network.dense;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The fastest products that this program has here.
 *
 * @param products closed by the caller
 * @param missing why there are none faster, one clause each; empty where there are
 */
public record FoundProducts(MatrixProducts products, List<String> missing) {
  /** Keeps its own list. */
  public FoundProducts {
    missing = List.copyOf(missing);
  }

  /**
   * A library's products where there is one that works, and plain Java otherwise.
   *
   * @param threads that they may use, at least 1
   */
  public static FoundProducts best(int threads) {
    return best(
        ServiceLoader.load(ProductsProvider.class, ProductsProvider.class.getClassLoader())
            .iterator(),
        threads);
  }

  static FoundProducts best(Iterator<ProductsProvider> providers, int threads) {
    List<String> missing = new ArrayList<>();
    while (true) {
      String library = "";
      try {
        if (!providers.hasNext()) {
          break;
        }
        ProductsProvider provider = providers.next();
        library = provider.name();
        return new FoundProducts(provider.open(threads), List.of());
      } catch (ServiceConfigurationError e) {
        // Named in the list of providers, but its class was left out of this build.
        missing.add("this build has no library of matrix products");
      } catch (LinkageError | RuntimeException e) {
        missing.add(library + " does not load (" + rootOf(e) + ")");
      }
    }
    if (missing.isEmpty()) {
      missing.add("this build has no library of matrix products");
    }
    return new FoundProducts(new PlainProducts(threads), missing);
  }

  private static Throwable rootOf(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
