package org.mmdflow.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.mmdflow.experiment.reproduction.Film;
import org.mmdflow.measure.Points;

/**
 * A film as the JSON object that the page's script shows: for each method what {@link RunJson} has
 * of a run's clouds, all in one box.
 */
final class FilmJson {
  private final Film film;
  private final JsonGenerator json;
  private final List<String> notes = new ArrayList<>();

  private FilmJson(Film film, JsonGenerator json) {
    this.film = film;
    this.json = json;
  }

  /**
   * Writes the film, thinned to its share of a page.
   *
   * @param films how many share the page
   */
  static void write(Film film, JsonGenerator json, int films) throws IOException {
    PackLimits limits = PackLimits.DEFAULT.sharedBy(films * Math.max(1, film.methods().size()));
    new FilmJson(film, json).write(limits);
  }

  private void write(PackLimits limits) throws IOException {
    List<Points> clouds = new ArrayList<>(List.of(film.target()));
    film.methods().forEach(method -> clouds.addAll(method.frames()));
    Box box = Box.around(clouds);
    int axes = Math.min(box.d(), limits.axes());
    json.writeStartObject();
    json.writeStringField("title", film.title());
    json.writeStringField("clock", film.clock());
    json.writeArrayFieldStart("methods");
    for (Film.Method method : film.methods()) {
      json.writeStartObject();
      json.writeStringField("title", method.name());
      json.writeObjectFieldStart("metrics");
      json.writeEndObject();
      CloudJson.box(json, box, axes);
      frames(method, box, axes, limits);
      target(box, axes, limits);
      json.writeArrayFieldStart("notes");
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("notes");
    for (String note : notes.stream().distinct().toList()) {
      json.writeString(note);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void frames(Film.Method method, Box box, int axes, PackLimits limits) throws IOException {
    int[] kept = Thinning.keepEnds(film.times().length, limits.frames());
    if (kept.length < film.times().length) {
      notes.add(kept.length + " of " + film.times().length + " frames are in the page.");
    }
    int n = method.frames().isEmpty() ? 0 : method.frames().get(0).n();
    int stride = PackLimits.stride(n, limits.pointsPerFrame(kept.length, axes));
    if (stride > 1) {
      notes.add(Thinning.strideNote("particles", n, stride));
    }
    json.writeArrayFieldStart("frames");
    for (int k : kept) {
      CloudJson.frame(json, film.times()[k], method.frames().get(k), box, axes, stride);
    }
    json.writeEndArray();
    CloudJson.size(json, n, stride);
  }

  private void target(Box box, int axes, PackLimits limits) throws IOException {
    Points target = film.target();
    int stride = PackLimits.stride(target.n(), limits.targetPoints(axes));
    if (stride > 1) {
      notes.add(Thinning.strideNote("target points", target.n(), stride));
    }
    json.writeObjectFieldStart("target");
    json.writeStringField("points", Packing.points(target, box, axes, stride));
    CloudJson.size(json, target.n(), stride);
    json.writeEndObject();
  }
}
