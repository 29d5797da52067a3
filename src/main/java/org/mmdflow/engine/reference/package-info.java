/**
 * The reference engine: plain Java in double precision, written for clarity. It is the oracle
 * against which every other engine is tested.
 */
package org.mmdflow.engine.reference;
