package io.sluice.testbed;

import io.sluice.testbed.process.StackHome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/**
 * Starts chosen parts of the stack, writes their addresses to {@code stack.properties} when all of
 * them serve, and stays until it is killed; the parts end with it.
 */
public final class StackMain {
  private StackMain() {}

  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.out, System.err));
  }

  private static int run(List<String> arguments, PrintStream out, PrintStream err) {
    if (arguments.contains("--help")) {
      out.print(StackRequest.USAGE);
      return 0;
    }
    try {
      stay(StackRequest.parse(arguments), out);
      return 0;
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      err.print(StackRequest.USAGE);
      return 2;
    } catch (IOException e) {
      err.println(e.getMessage());
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private static void stay(StackRequest request, PrintStream out)
      throws IOException, InterruptedException {
    try (Stack stack = new Stack(StackHome.find(), request.work(), request.settings())) {
      Map<String, String> addresses = new TreeMap<>();
      addresses.put("stack.pid", String.valueOf(ProcessHandle.current().pid()));
      for (StackPart part : request.parts()) {
        long start = System.nanoTime();
        addresses.putAll(part.start(stack));
        out.printf(
            Locale.ROOT, "%s serves after %.1f s%n", part, (System.nanoTime() - start) / 1e9);
      }
      Path file = request.work().resolve("stack.properties");
      write(addresses, file);
      addresses.forEach((key, value) -> out.println("  " + key + "=" + value));
      out.println("Written to " + file + ". All of it ends with this process.");
      // Never counted down: only a signal ends this process, and the shutdown hooks then end the
      // parts.
      new CountDownLatch(1).await();
    }
  }

  /**
   * By a rename, so that who waits for the file finds it whole; unescaped, so that a shell can read
   * it too.
   */
  private static void write(Map<String, String> addresses, Path file) throws IOException {
    List<String> lines =
        addresses.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .toList();
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    Files.write(unfinished, lines);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
