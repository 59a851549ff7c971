package io.sluice.testbed;

import io.sluice.testbed.hadoop.HadoopCluster;
import io.sluice.testbed.kerberos.Kdc;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A part that the command line can start, and the addresses that it then prints. */
enum StackPart {
  KAFKA {
    @Override
    Map<String, String> start(Stack stack) throws IOException {
      return Map.of("kafka.bootstrap.servers", stack.kafka().bootstrapServers());
    }
  },
  REGISTRY {
    @Override
    Map<String, String> start(Stack stack) throws IOException {
      return Map.of("schema.registry.url", stack.registry().url());
    }
  },
  HDFS {
    @Override
    Map<String, String> start(Stack stack) throws IOException {
      return hadoop(stack.hdfs());
    }
  },
  YARN {
    @Override
    Map<String, String> start(Stack stack) throws IOException {
      Map<String, String> addresses = new TreeMap<>(hadoop(stack.yarn()));
      addresses.put("resourcemanager.web", stack.yarn().resourceManagerWeb());
      return addresses;
    }
  },
  /** HDFS and YARN with Kerberos, a second HDFS, a KDC. */
  SECURED {
    @Override
    Map<String, String> start(Stack stack) throws IOException {
      SecuredStack secured = stack.secured();
      Map<String, String> addresses = new TreeMap<>();
      hadoop(secured.hadoop()).forEach((key, value) -> addresses.put("secured." + key, value));
      addresses.put("secured.resourcemanager.web", secured.hadoop().resourceManagerWeb());
      addresses.put("secured.second.fs", secured.secondHdfs().uri());
      addresses.put("secured.krb5.conf", secured.kdc().krb5Conf().toString());
      addresses.put("secured.kerberos.principal", Kdc.principal(SecuredStack.USER));
      addresses.put("secured.kerberos.keytab", secured.keytab().toString());
      return addresses;
    }
  };

  private static Map<String, String> hadoop(HadoopCluster hadoop) {
    return Map.of(
        "hadoop.home", hadoop.home().directory().toString(),
        "hadoop.conf.dir", hadoop.conf().toString(),
        "fs.defaultFS", hadoop.uri(),
        "namenode.web", hadoop.nameNodeWeb());
  }

  /**
   * Starts the part unless it runs, and returns its addresses by the keys of {@code
   * stack.properties}.
   */
  abstract Map<String, String> start(Stack stack) throws IOException;

  static StackPart named(String name) {
    for (StackPart part : values()) {
      if (part.toString().equals(name)) {
        return part;
      }
    }
    throw new IllegalArgumentException("Cannot start '" + name + "': no such part of the stack.");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
