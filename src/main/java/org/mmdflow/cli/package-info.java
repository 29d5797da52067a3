/**
 * The command line: picocli commands that parse, call and print. No numerics live here; whatever a
 * command computes, a library user can compute by calling the packages below.
 */
package org.mmdflow.cli;
