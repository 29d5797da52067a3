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
 * @param fewApart whether few particles and sources have launches of their own
 */
record CudaLayout(boolean tensorCores, boolean fewApart) implements Layout {
  @Override
  public List<Tile> tiles(SumProgram program) {
    List<Tile> tiles = new ArrayList<>();
    tensor(program).ifPresent(image -> tiles.add(image.tile()));
    Images.Image image =
        tiles.isEmpty() ? Images.all().of(program) : Images.all().ofAnyDimension(program);
    tiles.add(image.tile());
    return tiles;
  }

  /** Whether its sums are made on tensor cores, in a frame that allows it. */
  boolean usesTensorCores(SumProgram program) {
    return tensor(program).isPresent();
  }

  private Optional<Images.Image> tensor(SumProgram program) {
    return tensorCores && program.isSmoothProfile()
        ? Images.all().tensor(program)
        : Optional.empty();
  }

  @Override
  public int packed(int d) {
    return Images.all().packed(d);
  }

  @Override
  public Optional<Tile> few(SumProgram program) {
    return fewApart ? Images.all().few(program).map(Images.Image::tile) : Optional.empty();
  }

  @Override
  public Optional<String> unable(SumProgram program) {
    return program.isExact() || tensor(program).isPresent()
        ? Optional.empty()
        : Optional.of(
            "summation "
                + program.summation()
                + " is for GPUs of compute capability 8.0 and later, precision float, 16 to 128"
                + " dimensions and one kernel that is smooth at 0");
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
