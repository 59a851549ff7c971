package io.sluice.testbed.tour;

import io.sluice.testbed.tour.console.Guide;
import io.sluice.testbed.tour.console.Shell;
import io.sluice.testbed.tour.console.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The environment in which the job runs and lands. */
interface TourPlace {
  /** Further flags of {@code run-job.sh}. */
  List<String> flags();

  /** Variables that it needs in the environment of a user's shell. */
  Map<String, String> environment();

  /** The value of {@code topics.dir}. */
  String topicsDir();

  /** All files below {@link #topicsDir}, by a command that the shell shows. */
  List<Tree.File> files(Shell shell, Guide guide) throws IOException;

  /** A local directory with what has landed, for readers that know no HDFS. */
  Path readable(Shell shell) throws IOException;
}
