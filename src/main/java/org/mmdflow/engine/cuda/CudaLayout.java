package org.mmdflow.engine.cuda;

import org.mmdflow.engine.gpu.Layout;
import org.mmdflow.engine.gpu.SumProgram;

/** Work as the images were compiled for it. */
enum CudaLayout implements Layout {
  INSTANCE;

  @Override
  public int items(SumProgram program) {
    return Images.all().of(program).items();
  }

  @Override
  public int particles(SumProgram program) {
    Images.Image image = Images.all().of(program);
    return image.items() * image.rows();
  }

  @Override
  public int width(SumProgram program) {
    return Images.all().of(program).dimension();
  }

  @Override
  public int packed(SumProgram program) {
    return (width(program) + 5) / 4 * 4;
  }

  @Override
  public boolean expandable(SumProgram program) {
    Images.Image image = Images.all().of(program);
    return image.dimension() > 0 && image.isOfOneProfile() && program.isSmoothProfile();
  }

  @Override
  public boolean sumDouble() {
    return true;
  }
}
