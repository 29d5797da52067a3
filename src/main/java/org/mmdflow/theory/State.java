package org.mmdflow.theory;

/** What a monitor remembers: a few numbers in fixed places. */
final class State {
  private final String owner;
  private final double[] values;

  State(String owner, double... initial) {
    this.owner = owner;
    values = initial.clone();
  }

  double get(int place) {
    return values[place];
  }

  void set(int place, double value) {
    values[place] = value;
  }

  void add(int place, double value) {
    values[place] += value;
  }

  double[] copy() {
    return values.clone();
  }

  void restore(double[] earlier) {
    if (earlier.length != values.length) {
      throw new IllegalArgumentException(
          "the monitor "
              + owner
              + " remembers "
              + values.length
              + " numbers, not "
              + earlier.length);
    }
    System.arraycopy(earlier, 0, values, 0, values.length);
  }
}
