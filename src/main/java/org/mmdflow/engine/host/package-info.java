/** What engines on the host's own processor share: ownership and the processor in words. */
package org.mmdflow.engine.host;
