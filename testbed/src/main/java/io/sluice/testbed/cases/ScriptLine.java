package io.sluice.testbed.cases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of a case's script, {@code <case>/script}.
 *
 * @param number of the line, from 1
 * @param verb its first word
 * @param rest what stands behind the first word
 * @param body the indented lines below it
 */
record ScriptLine(int number, String verb, String rest, List<String> body) {
  private static final String INDENT = "  ";

  static List<ScriptLine> read(Path script) throws IOException {
    List<ScriptLine> lines = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(script)) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith(INDENT)) {
        lines.get(lines.size() - 1).body().add(line.strip());
        continue;
      }
      String[] words = line.strip().split(" ", 2);
      lines.add(
          new ScriptLine(number, words[0], words.length > 1 ? words[1] : "", new ArrayList<>()));
    }
    return lines;
  }

  List<String> words() {
    return rest.isEmpty() ? List.of() : List.of(rest.split(" ", -1));
  }

  String word(int index) {
    return words().get(index);
  }

  @Override
  public String toString() {
    return "line " + number + ", " + verb + " " + rest;
  }
}
