package org.mmdflow.io.trajectory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A .vtp file read by Java's XML parser and VTK's specification. */
record VtpFile(Document xml, Map<String, double[]> arrays) {
  static Document parse(Path file) throws IOException {
    try {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(e);
    }
  }

  static VtpFile read(Path file) throws IOException {
    Document xml = parse(file);
    Map<String, double[]> arrays = new LinkedHashMap<>();
    NodeList elements = xml.getElementsByTagName("DataArray");
    for (int i = 0; i < elements.getLength(); i++) {
      Element array = (Element) elements.item(i);
      arrays.put(array.getAttribute("Name"), values(array));
    }
    return new VtpFile(xml, arrays);
  }

  Element element(String tag) {
    return (Element) xml.getElementsByTagName(tag).item(0);
  }

  private static double[] values(Element array) {
    String text = array.getTextContent().strip();
    if (array.getAttribute("format").equals("ascii")) {
      return new double[] {Double.parseDouble(text)};
    }
    ByteBuffer bytes =
        ByteBuffer.wrap(Base64.getDecoder().decode(text)).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.getLong() != bytes.remaining()) {
      throw new IllegalStateException("the header is not the number of bytes that follow");
    }
    String type = array.getAttribute("type");
    int size = type.endsWith("64") ? 8 : 4;
    double[] values = new double[bytes.remaining() / size];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (type) {
            case "Int32" -> bytes.getInt();
            case "Float32" -> bytes.getFloat();
            case "Float64" -> bytes.getDouble();
            default -> throw new IllegalStateException(type);
          };
    }
    return values;
  }
}
