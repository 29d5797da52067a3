package org.mmdflow.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The plain members of a run's {@code manifest.json}; lists and objects are passed over. */
public final class ManifestFacts {
  private static final int LARGEST = 1 << 24;

  private ManifestFacts() {}

  /**
   * Members by name in the file's order, nulls left out.
   *
   * @throws IOException if there is no such file or it holds no JSON object
   */
  public static Map<String, String> read(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new IOException("larger than " + LARGEST + " bytes");
    }
    Map<String, String> facts = new LinkedHashMap<>();
    try (JsonParser json = new JsonFactory().createParser(Files.newInputStream(file))) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not a JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
          facts.put(name, json.getText());
        } else {
          json.skipChildren();
        }
      }
    }
    return facts;
  }
}
