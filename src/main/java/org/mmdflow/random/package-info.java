/**
 * Counter-based random streams. One 64-bit seed, and a word is a pure function of (purpose, step,
 * particle, coordinate): the same bits on every engine, thread count and device count.
 */
package org.mmdflow.random;
