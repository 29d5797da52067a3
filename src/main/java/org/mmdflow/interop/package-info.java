/**
 * Optional bridges to other libraries: points, weights and Gram matrices as arrays of ND4J, and its
 * matrix products. Nothing else imports this package; what needs such products finds them by {@link
 * java.util.ServiceLoader}. Its classes are left out of a build without the profile {@code nd4j};
 * whoever calls them brings ND4J.
 */
package org.mmdflow.interop;
