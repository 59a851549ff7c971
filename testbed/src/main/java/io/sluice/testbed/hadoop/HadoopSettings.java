package io.sluice.testbed.hadoop;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Settings of a cluster beyond the testbed's own.
 *
 * @param version of the daemons; its class path must have been resolved
 * @param nodeManagers at least 1
 * @param properties by file; they win over the testbed's own
 * @param nodeManagerEnvironment laid over the environment of the NodeManagers, which their
 *     containers inherit in part
 * @param security empty where everyone is believed to be who he says he is
 */
public record HadoopSettings(
    String version,
    int nodeManagers,
    Map<Site, Map<String, String>> properties,
    Map<String, String> nodeManagerEnvironment,
    Optional<HadoopSecurity> security) {

  /** The version that tests run on unless they say otherwise. */
  public static final String NEWEST = "3.5.0";

  public HadoopSettings {
    properties = Map.copyOf(properties);
    nodeManagerEnvironment = Map.copyOf(nodeManagerEnvironment);
  }

  public static HadoopSettings version(String version) {
    return new HadoopSettings(version, 1, Map.of(), Map.of(), Optional.empty());
  }

  public HadoopSettings withVersion(String other) {
    return new HadoopSettings(other, nodeManagers, properties, nodeManagerEnvironment, security);
  }

  public HadoopSettings withNodeManagers(int count) {
    return new HadoopSettings(version, count, properties, nodeManagerEnvironment, security);
  }

  public HadoopSettings with(Site site, String key, String value) {
    Map<Site, Map<String, String>> all = new EnumMap<>(Site.class);
    all.putAll(properties);
    Map<String, String> ofSite = new TreeMap<>(all.getOrDefault(site, Map.of()));
    ofSite.put(key, value);
    all.put(site, ofSite);
    return new HadoopSettings(version, nodeManagers, all, nodeManagerEnvironment, security);
  }

  /** HDFS's superuser, by the name that WebHDFS takes without a proof. */
  String superuser() {
    return security.isPresent() ? HadoopSecurity.SUPERUSER : System.getProperty("user.name");
  }

  /** With Kerberos. */
  public HadoopSettings secured(HadoopSecurity by) {
    return new HadoopSettings(
        version, nodeManagers, properties, nodeManagerEnvironment, Optional.of(by));
  }

  /** The {@code JAVA_HOME} that containers find, which may be a Java that the job cannot run on. */
  public HadoopSettings withContainerJavaHome(Path javaHome) {
    Map<String, String> all = new TreeMap<>(nodeManagerEnvironment);
    all.put("JAVA_HOME", javaHome.toString());
    return new HadoopSettings(version, nodeManagers, properties, all, security);
  }
}
