/**
 * The gradient flow itself: {@code Flow}, its schemes, schedules, listeners, controllers, stopping
 * rules and state. A flow never knows which engine runs it.
 */
package org.mmdflow.flow;
