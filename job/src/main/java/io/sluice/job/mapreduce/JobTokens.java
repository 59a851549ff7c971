package io.sluice.job.mapreduce;

import io.sluice.job.ingestion.OpenIngestion;
import io.sluice.tracker.message.FirstLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.security.TokenCache;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * The delegation tokens of a job on a secured cluster, for each file system that its containers
 * use. MapReduce itself adds those of its staging directory and of {@code
 * mapreduce.job.hdfs-servers}.
 */
final class JobTokens {

  private JobTokens() {}

  /** Obtains the tokens that the job does not have yet. */
  static void obtain(Job job, OpenIngestion open) throws IOException {
    if (!UserGroupInformation.isSecurityEnabled()) {
      return;
    }
    Configuration conf = job.getConfiguration();
    boolean areGiven =
        job.getCredentials().numberOfTokens() > 0
            || conf.get(MRJobConfig.MAPREDUCE_JOB_CREDENTIALS_BINARY) != null;
    if (areGiven) {
      // Tokens of a launcher, which needs them after this job too.
      conf.setBoolean(MRJobConfig.JOB_CANCEL_DELEGATION_TOKEN, false);
    }
    List<Path> paths = new ArrayList<>();
    paths.add(new Path(open.places().fileSystem()));
    open.ingestion().cluster().javaArchive().map(Path::new).ifPresent(paths::add);
    try {
      TokenCache.obtainTokensForNamenodes(job.getCredentials(), paths.toArray(Path[]::new), conf);
    } catch (IOException e) {
      throw new IOException(
          "Cannot get the delegation tokens of %s for the job: %s"
              .formatted(paths, FirstLine.withoutFullStop(String.valueOf(e.getMessage()))),
          e);
    }
  }
}
