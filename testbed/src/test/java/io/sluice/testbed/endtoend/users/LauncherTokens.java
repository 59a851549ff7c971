package io.sluice.testbed.endtoend.users;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.Cluster;
import org.apache.hadoop.mapreduce.v2.api.HSClientProtocol;
import org.apache.hadoop.mapreduce.v2.api.protocolrecords.GetDelegationTokenRequest;
import org.apache.hadoop.net.NetUtils;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.yarn.ipc.YarnRPC;
import org.apache.hadoop.yarn.util.ConverterUtils;
import org.apache.hadoop.yarn.util.Records;

/**
 * Writes the tokens that Oozie's server gives a launcher: of file systems, of the ResourceManager,
 * of the job history. Its arguments are principal, keytab, the file to write, and file systems.
 */
public final class LauncherTokens {
  private static final String RENEWER = "yarn";

  private LauncherTokens() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    // With YARN's and MapReduce's files.
    Configuration conf = new JobConf();
    UserGroupInformation.setConfiguration(conf);
    UserGroupInformation.loginUserFromKeytab(arguments[0], arguments[1]);
    Credentials tokens = new Credentials();
    List<String> fileSystems = Arrays.asList(arguments).subList(3, arguments.length);
    for (String fileSystem : fileSystems) {
      FileSystem.get(URI.create(fileSystem), conf).addDelegationTokens(RENEWER, tokens);
    }
    add(new Cluster(conf).getDelegationToken(new Text(RENEWER)), tokens);
    add(ofHistory(conf), tokens);
    tokens.writeTokenStorageFile(new Path("file://" + arguments[2]), conf);
    System.exit(0);
  }

  private static void add(Token<?> token, Credentials tokens) {
    tokens.addToken(token.getService(), token);
  }

  private static Token<?> ofHistory(Configuration conf) throws IOException {
    InetSocketAddress address = NetUtils.createSocketAddr(conf.get("mapreduce.jobhistory.address"));
    HSClientProtocol history =
        (HSClientProtocol) YarnRPC.create(conf).getProxy(HSClientProtocol.class, address, conf);
    GetDelegationTokenRequest request = Records.newRecord(GetDelegationTokenRequest.class);
    request.setRenewer(RENEWER);
    return ConverterUtils.convertFromYarn(
        history.getDelegationToken(request).getDelegationToken(), address);
  }
}
