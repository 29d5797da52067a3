package org.mmdflow.engine.reference;

import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Part;
import org.mmdflow.engine.host.Ownership;

/** A sum of this engine: owned by it, on its thread, over clouds of its own, until it is closed. */
abstract class OwnedSum implements KernelSum, Ownership.Owned {
  private final Ownership owner;
  private boolean closed;

  OwnedSum(Ownership owner) {
    this.owner = owner;
    owner.add(this);
  }

  /** Lets go of what the sum holds; may come more than once. */
  void release() {}

  final void checkOwned(Part part) {
    data(part.points());
    data(part.weights());
  }

  final double[] data(Cloud cloud) {
    return HostCloud.data(cloud, owner);
  }

  final void checkOpen() {
    owner.check();
    if (closed) {
      throw new IllegalStateException("the kernel sum is closed");
    }
  }

  @Override
  public final void free() {
    closed = true;
    release();
  }

  @Override
  public final void close() {
    owner.checkThread();
    if (!closed) {
      free();
      owner.remove(this);
    }
  }
}
