/**
 * Optional bridges to other libraries: ND4J arrays to and from points, Gram blocks as matrices and
 * dense solves on them. Nothing else depends on this package.
 */
package org.mmdflow.interop;
