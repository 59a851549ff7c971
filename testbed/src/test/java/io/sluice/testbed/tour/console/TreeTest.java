package io.sluice.testbed.tour.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TreeTest {
  @Test
  void drawsDirectoriesAndFilesInTheOrderOfTheirNames() {
    Tree tree =
        Tree.of(
            List.of(
                new Tree.File("orders/hour=10/2.avro", 2_048),
                new Tree.File("orders/hour=09/1.avro", 100),
                new Tree.File(".sluice/shop/runs/1/plan.json", 10),
                new Tree.File(".sluice/shop/runs/2/plan.json", 10)));
    assertEquals(
        List.of(
            "├── .sluice/",
            "│   └── shop/",
            "│       └── runs/  (2 files)",
            "└── orders/",
            "    ├── hour=09/",
            "    │   └── 1.avro  100 B",
            "    └── hour=10/",
            "        └── 2.avro  2.0 KB"),
        tree.lines(path -> path.endsWith("/runs")));
  }
}
