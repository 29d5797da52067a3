package org.mmdflow.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The members of a run's {@code manifest.json} that its page shows. */
public final class ManifestFacts {
  private static final int LARGEST = 1 << 24;

  private ManifestFacts() {}

  /** Is given one member after another; must read a value whole or leave it. */
  private interface Member {
    void read(String name, JsonToken value, JsonParser json) throws IOException;
  }

  /**
   * Plain members by name in the file's order; nulls, lists and objects are passed over.
   *
   * @throws IOException if there is no such file or it holds no JSON object
   */
  public static Map<String, String> read(Path file) throws IOException {
    Map<String, String> facts = new LinkedHashMap<>();
    each(
        file,
        (name, value, json) -> {
          if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
            facts.put(name, json.getText());
          } else {
            json.skipChildren();
          }
        });
    return facts;
  }

  /**
   * The plain entries of the list {@code wanted}; none where there is no such list.
   *
   * @throws IOException if there is no such file or it holds no JSON object
   */
  public static List<String> texts(Path file, String wanted) throws IOException {
    List<String> texts = new ArrayList<>();
    each(
        file,
        (name, value, json) -> {
          if (!name.equals(wanted) || value != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
          }
          for (JsonToken t = json.nextToken(); t != JsonToken.END_ARRAY; t = json.nextToken()) {
            if (t == null) {
              throw new IOException("ends within a list");
            } else if (t.isScalarValue()) {
              texts.add(json.getText());
            } else {
              json.skipChildren();
            }
          }
        });
    return texts;
  }

  private static void each(Path file, Member member) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new IOException("larger than " + LARGEST + " bytes");
    }
    try (JsonParser json = new JsonFactory().createParser(Files.newInputStream(file))) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not a JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        member.read(name, json.nextToken(), json);
      }
    }
  }
}
