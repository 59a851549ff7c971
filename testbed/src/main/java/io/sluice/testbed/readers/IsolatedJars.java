package io.sluice.testbed.readers;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/** Jars that see the JDK and one another, and nothing of ours. */
final class IsolatedJars implements AutoCloseable {
  private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

  private final URLClassLoader loader;

  private IsolatedJars(URLClassLoader loader) {
    this.loader = loader;
  }

  static IsolatedJars of(String classPath) throws IOException {
    List<URL> jars = new ArrayList<>();
    for (String jar : SEPARATOR.split(classPath, -1)) {
      jars.add(Path.of(jar).toUri().toURL());
    }
    return new IsolatedJars(
        new URLClassLoader(
            "readers", jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader()));
  }

  Object newInstance(String className) throws IOException {
    try {
      return loader.loadClass(className).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IOException("Cannot load " + className + ": " + e, e);
    }
  }

  /**
   * Calls with the thread's context class loader set to these jars', where many libraries look for
   * their parts.
   */
  <T> T inside(Callable<T> call) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return call.call();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
