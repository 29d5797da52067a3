/**
 * Optional bridges to other libraries: matrix products by ND4J. Nothing else imports this package;
 * what needs such products finds them by {@link java.util.ServiceLoader}. Its classes are left out
 * of a build without the profile {@code nd4j}.
 */
package org.mmdflow.interop;
