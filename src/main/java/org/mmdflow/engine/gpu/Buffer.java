package org.mmdflow.engine.gpu;

/** Memory on a device. Only the {@link Queue} that made it knows what it is. */
public interface Buffer {}
