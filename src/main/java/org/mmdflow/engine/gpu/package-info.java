/**
 * What engines on a device share: clouds, sums and steps as launches of kernels of {@code
 * kernels/common}, in an order and with cuts that no driver has to know of. A driver brings a
 * {@link org.mmdflow.engine.gpu.Driver}.
 */
package org.mmdflow.engine.gpu;
