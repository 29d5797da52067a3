/**
 * What a user runs first on a new machine: every kernel on an engine against plain loops in double
 * precision that share no code with any engine.
 */
package org.mmdflow.engine.verification;
