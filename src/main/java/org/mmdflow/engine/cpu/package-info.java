/**
 * The CPU engine: vector instructions of the processor at hand, by the native library of {@code
 * native/}. Data stays in native memory between calls.
 */
package org.mmdflow.engine.cpu;
