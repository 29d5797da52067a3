/**
 * Random numbers that are the same bits on every engine: counter-based Philox streams and the
 * normal transform over them.
 */
package org.mmdflow.random;
