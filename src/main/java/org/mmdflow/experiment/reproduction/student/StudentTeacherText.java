package org.mmdflow.experiment.reproduction.student;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mmdflow.network.dense.DenseTraining.Setting;

/**
 * What the page of {@code student-teacher} says.
 *
 * @param setting of the runs
 * @param epochs of each
 * @param seeds of each lesson
 * @param firstSeed the first
 */
record StudentTeacherText(Setting setting, long epochs, int seeds, long firstSeed) {
  List<String> paragraphs() {
    List<String> text = new ArrayList<>();
    if (!setting.equals(Setting.PUBLISHED)) {
      text.add(
          String.format(
              Locale.ROOT,
              "A smaller setting than the published one: %,d sub-networks instead of %,d, and %,d"
                  + " epochs instead of 10,000. The grey curves are of the published size, so ours"
                  + " need not follow them: at this size the plain flow is not stuck. No published"
                  + " figure is compared.",
              setting.subnetworks(),
              Setting.PUBLISHED.subnetworks(),
              epochs));
    }
    text.add(
        "A teacher of one sub-network, three hidden units and the output exp(-s²/4), is learnt by a"
            + " student of many. Each sub-network of the student is a particle; the loss is half"
            + " the squared MMD between student and teacher for the kernel that the data define.");
    text.add(
        "As in the authors' code, the student's second layer is dense: each sub-network sees the"
            + " hidden units of all. So the outputs start saturated, and the plain flow lowers the"
            + " training error without learning what the teacher does: the test error hardly"
            + " moves. With noise injection (Arbel et al. 2019, Algorithm 2) the derivative is"
            + " taken at weights with noise, which is halved every 1,000 epochs; the error that"
            + " drives it is that of the clean weights.");
    text.add(
        "Diffusion adds noise to the weights themselves and ends at a floor of its own. KSD, the"
            + " kernel Sobolev discrepancy, preconditions each step by the mini-batch's Gram matrix"
            + " of gradients; the direction is that of the regularised witness, not the gradient of"
            + " the discrepancy itself.");
    text.add(
        "Grey is the paper's figure, colour is this program's run: the mean over seeds, and the band"
            + " from the lowest seed to the highest.");
    return text;
  }

  Map<String, String> settings(List<Lesson> lessons, String products) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(
        "student", number(setting.subnetworks()) + " sub-networks of 3 hidden units, dense");
    settings.put("teacher", "1 sub-network, weights N(0, 1)");
    settings.put("student's start", "weights N(" + setting.startMean() + ", 1)");
    settings.put(
        "data",
        String.format(
            Locale.ROOT,
            "%,d points for training and as many for the test, uniform on the sphere in R^%d",
            setting.points(),
            setting.inputs()));
    settings.put(
        "mini-batch",
        String.format(
            Locale.ROOT,
            "%d points; an epoch is %d steps",
            setting.batch(),
            setting.stepsPerEpoch()));
    for (Lesson lesson : lessons) {
      settings.put(lesson.label(), lesson.method().toString());
    }
    settings.put("epochs", number(epochs));
    settings.put(
        "seeds", seeds == 1 ? "" + firstSeed : firstSeed + " to " + (firstSeed + seeds - 1));
    settings.put("matrix products", products);
    return settings;
  }

  List<String> notes(Map<Lesson, List<LearningCurve>> runs) {
    List<String> notes = new ArrayList<>();
    notes.add(
        "Step sizes multiply the mean over the mini-batch of residual times gradient of the summed"
            + " outputs. All methods take 0.1, the default of the authors' code; that code halves it"
            + " for noise injection, and has other factors before other methods' gradients (0.0001"
            + " would be left of it for plain). Noise injection starts from 0.5 and diffusion has"
            + " 0.0016, the best levels of the published figure. From level 1 at step size 0.05, what"
            + " the code does by default, the fall comes after epoch 4,000 instead of 2,000.");
    notes.add(
        "Errors are of the clean weights, on all points. The authors' code averages the training"
            + " error over an epoch's mini-batches, and measures diffusion after more noise.");
    notes.add("The published seconds are of a machine that the paper does not name.");
    if (runs.keySet().stream().noneMatch(lesson -> lesson.published().isEmpty())) {
      notes.add("The sweep over levels of noise, the figure's third diagram, was not run.");
    }
    runs.forEach(
        (lesson, all) -> {
          long whole = all.stream().filter(run -> run.last().epoch() >= epochs).count();
          if (whole < seeds) {
            notes.add(
                String.format(
                    Locale.ROOT,
                    "%s: %d of %d runs came to epoch %,d.",
                    lesson.label(),
                    whole,
                    seeds,
                    epochs));
          }
        });
    return notes;
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
