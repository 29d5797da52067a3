package org.mmdflow.engine.cpu;

import java.util.List;
import org.mmdflow.expression.UserError;
import org.mmdflow.kernel.Component;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.kernel.PolynomialKernel;
import org.mmdflow.kernel.ProfileFamily;
import org.mmdflow.kernel.RadialKernel;

/**
 * A kernel as the native library takes it.
 *
 * @param families by component; polynomials come after the last {@link ProfileFamily}
 * @param numbers by component: weight, scale, three parameters
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record KernelTerms(int[] families, double[] numbers) {
  /** Components that the library takes. */
  static final int MOST = 64;

  private static final int NUMBERS = 5;
  private static final List<ProfileFamily> FAMILIES = List.of(ProfileFamily.values());
  private static final int POLYNOMIAL = FAMILIES.size();

  static KernelTerms of(Kernel kernel) {
    List<Component> components = kernel.components();
    if (components.size() > MOST) {
      throw new UserError(
          "the kernel is a sum of "
              + components.size()
              + " terms and engine cpu takes "
              + MOST
              + ", in kernel; use fewer terms, or --engine reference");
    }
    int[] families = new int[components.size()];
    double[] numbers = new double[components.size() * NUMBERS];
    for (int i = 0; i < families.length; i++) {
      Component component = components.get(i);
      numbers[i * NUMBERS] = component.weight();
      if (component.kernel() instanceof RadialKernel radial) {
        families[i] = FAMILIES.indexOf(radial.family());
        numbers[i * NUMBERS + 1] = radial.scale();
        double[] parameters = radial.parameters();
        System.arraycopy(parameters, 0, numbers, i * NUMBERS + 2, parameters.length);
      } else if (component.kernel() instanceof PolynomialKernel polynomial) {
        families[i] = POLYNOMIAL;
        numbers[i * NUMBERS + 1] = 1;
        numbers[i * NUMBERS + 2] = polynomial.degree();
        numbers[i * NUMBERS + 3] = polynomial.c();
      } else {
        throw new IllegalArgumentException("a component of a kernel is no sum: " + component);
      }
    }
    return new KernelTerms(families, numbers);
  }
}
