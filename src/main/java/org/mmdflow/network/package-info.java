/**
 * Student and teacher networks as particles: feature objectives, both parametrisations, and the
 * preconditioners of the Sobolev descent and the kernel Sobolev discrepancy.
 */
package org.mmdflow.network;
