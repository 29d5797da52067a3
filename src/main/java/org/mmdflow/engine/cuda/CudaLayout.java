package org.mmdflow.engine.cuda;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mmdflow.engine.gpu.Layout;
import org.mmdflow.engine.gpu.SumProgram;
import org.mmdflow.engine.gpu.Tile;

/**
 * Work as the images were compiled for it.
 *
 * @param tensorCores whether the device has those that take 11 bits of a number
 */
record CudaLayout(boolean tensorCores) implements Layout {
  @Override
  public List<Tile> tiles(SumProgram program) {
    List<Tile> tiles = new ArrayList<>();
    tensor(program).ifPresent(image -> tiles.add(image.tile()));
    Images.Image image =
        tiles.isEmpty() ? Images.all().of(program) : Images.all().ofAnyDimension(program);
    tiles.add(image.tile());
    return tiles;
  }

  private Optional<Images.Image> tensor(SumProgram program) {
    return tensorCores && program.isSmoothProfile()
        ? Images.all().tensor(program)
        : Optional.empty();
  }

  @Override
  public boolean expandable(SumProgram program) {
    Images.Image image = Images.all().of(program);
    boolean narrow = image.dimension() > 0 && image.isOfOneProfile() && program.isSmoothProfile();
    return narrow || tensor(program).isPresent();
  }

  @Override
  public boolean sumDouble() {
    return true;
  }
}
