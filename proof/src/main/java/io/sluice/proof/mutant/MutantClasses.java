package io.sluice.proof.mutant;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** All classes of Sluice anew, those of a mutant among them. */
final class MutantClasses extends ClassLoader {
  private final Map<String, byte[]> mutated;

  private MutantClasses(Map<String, byte[]> mutated) {
    super(MutantClasses.class.getClassLoader());
    this.mutated = mutated;
  }

  /**
   * Compiles a mutant.
   *
   * @param sources directories with sources
   */
  static MutantClasses of(Mutant mutant, List<Path> sources) throws IOException {
    JavaCompiler compiler =
        Optional.ofNullable(ToolProvider.getSystemJavaCompiler())
            .orElseThrow(
                () -> new IOException("Cannot compile mutants: this Java is no JDK. Use a JDK."));
    Map<String, String> texts = new HashMap<>();
    for (Mutant.Edit edit : mutant.edits()) {
      String before = texts.get(edit.file());
      texts.put(edit.file(), edit.of(before == null ? read(edit.file(), sources) : before));
    }
    List<JavaFileObject> files = new ArrayList<>();
    texts.forEach((name, text) -> files.add(new Source(name, text)));
    try (Outputs outputs = new Outputs(compiler.getStandardFileManager(null, null, null))) {
      List<String> problems = new ArrayList<>();
      boolean compiled =
          compiler
              .getTask(
                  null,
                  outputs,
                  problem -> problems.add(problem.toString()),
                  List.of("-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path")),
                  null,
                  files)
              .call();
      if (!compiled) {
        throw new IOException("Cannot compile mutant " + mutant.name() + ": " + problems);
      }
      return new MutantClasses(outputs.classes());
    }
  }

  private static String read(String file, List<Path> sources) throws IOException {
    for (Path directory : sources) {
      Path source = directory.resolve("io/sluice").resolve(file);
      if (Files.exists(source)) {
        return Files.readString(source);
      }
    }
    throw new IOException("Cannot find " + file + " below " + sources + ". Name the sources.");
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith("io.sluice.")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? defined(name) : loaded;
    }
  }

  private Class<?> defined(String name) throws ClassNotFoundException {
    byte[] bytes = mutated.get(name);
    try {
      byte[] all = bytes == null ? original(name) : bytes;
      return defineClass(name, all, 0, all.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private byte[] original(String name) throws IOException, ClassNotFoundException {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    }
  }

  /** A source in memory. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    private Source(String file, String text) {
      super(URI.create("string:///io/sluice/" + file), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** Keeps what the compiler writes. */
  private static final class Outputs extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

    private Outputs(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("mem:///" + name), kind) {
        @Override
        public OutputStream openOutputStream() {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          written.put(name, bytes);
          return bytes;
        }
      };
    }

    private Map<String, byte[]> classes() {
      Map<String, byte[]> classes = new HashMap<>();
      written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
      return classes;
    }
  }
}
