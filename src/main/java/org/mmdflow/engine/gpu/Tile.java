package org.mmdflow.engine.gpu;

/**
 * A tile kernel of a program.
 *
 * @param image the driver's name of what was compiled
 * @param items of a group
 * @param particles of a group
 * @param width coordinates of a packed source, the largest dimension it takes; 0 where it takes
 *     sources as they are
 * @param packed numbers of a packed source
 */
public record Tile(String image, int items, int particles, int width, int packed) {
  /** Whether it reads packed sources. */
  boolean isPacked() {
    return width > 0;
  }
}
