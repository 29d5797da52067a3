/**
 * The kernels: a sealed family, each with its profile in the squared distance, its Lipschitz
 * constant, its smoothness at zero and its form as an expression.
 */
package org.mmdflow.kernel;
