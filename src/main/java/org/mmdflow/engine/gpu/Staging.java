package org.mmdflow.engine.gpu;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.mmdflow.engine.Precision;

/** Numbers on their way between an array of doubles and a device, some at a time. */
public final class Staging {
  /** Numbers that are converted at once. */
  public static final int NUMBERS = 1 << 18;

  private final ByteBuffer bytes;

  /** Numbers wait in {@code bytes}, which has room for {@link #NUMBERS} doubles. */
  public Staging(ByteBuffer bytes) {
    this.bytes = bytes.order(ByteOrder.nativeOrder());
  }

  /** The numbers as the device has them, from the first byte on. */
  public ByteBuffer bytes() {
    return bytes;
  }

  /** One transfer: {@code length} bytes from byte {@code offset} of the device's buffer. */
  public interface Transfer {
    /** Carries it out, and waits until the staging buffer may be used again. */
    void carry(long offset, long length);
  }

  /** Hands {@code from}, rounded, to transfers; they start at number {@code first}. */
  public void write(Precision precision, long first, double[] from, Transfer transfer) {
    for (int at = 0; at < from.length; at += NUMBERS) {
      int count = Math.min(NUMBERS, from.length - at);
      bytes.clear();
      for (int i = at; i < at + count; i++) {
        if (precision == Precision.FLOAT) {
          bytes.putFloat((float) from[i]);
        } else {
          bytes.putDouble(from[i]);
        }
      }
      transfer.carry((first + at) * precision.bytes(), (long) count * precision.bytes());
    }
  }

  /** Fills {@code to} from transfers; they start at number {@code first}. */
  public void read(Precision precision, long first, double[] to, Transfer transfer) {
    for (int at = 0; at < to.length; at += NUMBERS) {
      int count = Math.min(NUMBERS, to.length - at);
      transfer.carry((first + at) * precision.bytes(), (long) count * precision.bytes());
      bytes.clear();
      for (int i = at; i < at + count; i++) {
        to[i] = precision == Precision.FLOAT ? bytes.getFloat() : bytes.getDouble();
      }
    }
  }
}
