package org.mmdflow.io;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.mmdflow.expression.Expression;
import org.mmdflow.expression.UserError;

/**
 * The files that a text of the user's names: a points file with or without a part, a term of a
 * weighted union, an argument of a distribution or of a kernel. Stateless, any thread.
 */
public final class MentionedFiles {
  private MentionedFiles() {}

  /**
   * Those that are there. Of a text that cannot be read the files found so far: whoever reads it
   * says what is wrong.
   *
   * @param base the folder of relative names
   */
  public static List<Path> in(String text, Path base) {
    List<Path> found = new ArrayList<>();
    add(text.strip(), base, found);
    UnionTerms terms = UnionTerms.of(text);
    for (UnionTerms.Term term : terms.list()) {
      add(terms.written(term), base, found);
      try {
        walk(Expression.parse(text, term.from(), term.to()), base, found);
      } catch (UserError e) {
        // No expression: its name is looked at above.
      }
    }
    return found;
  }

  private static void walk(Expression expression, Path base, List<Path> found) {
    if (expression instanceof Expression.Word word) {
      add(word.text(), base, found);
    } else if (expression instanceof Expression.Call call) {
      call.arguments().forEach(argument -> walk(argument.value(), base, found));
    } else if (expression instanceof Expression.Items items) {
      items.values().forEach(value -> walk(value, base, found));
    } else if (expression instanceof Expression.Sum sum) {
      sum.terms().forEach(term -> walk(term.value(), base, found));
    }
  }

  private static void add(String name, Path base, List<Path> found) {
    int colon = DataFile.colon(name);
    try {
      Path file = base.resolve(colon < 0 ? name : name.substring(0, colon));
      if (Files.isRegularFile(file)) {
        found.add(file);
      }
    } catch (InvalidPathException e) {
      // No name of a file.
    }
  }
}
