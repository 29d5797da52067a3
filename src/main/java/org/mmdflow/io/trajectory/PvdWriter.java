package org.mmdflow.io.trajectory;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** ParaView's list of the files of a time series. */
final class PvdWriter {
  private PvdWriter() {}

  /**
   * Lists the files with the flow time, or with the step where the flow time does not rise from
   * each frame to the next: ParaView shows one file a time.
   */
  static void write(Trajectory t, List<String> names, OutputStream out) throws IOException {
    boolean rising = rises(t.moments());
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<VTKFile type=\"Collection\" version=\"0.1\" byte_order=\"LittleEndian\">\n");
    xml.append("<Collection>\n");
    for (int i = 0; i < names.size(); i++) {
      Moment moment = t.moments().get(i);
      xml.append("<DataSet timestep=\"").append(rising ? moment.time() : (double) moment.step());
      xml.append("\" group=\"\" part=\"0\" file=\"").append(XmlText.attribute(names.get(i)));
      xml.append("\"/>\n");
    }
    xml.append("</Collection>\n</VTKFile>\n");
    out.write(xml.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Whether each moment has a later time than the one before. */
  static boolean rises(List<Moment> moments) {
    for (int i = 1; i < moments.size(); i++) {
      if (!(moments.get(i).time() > moments.get(i - 1).time())) {
        return false;
      }
    }
    return true;
  }
}
