package io.sluice.tracker.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.tracker.store.Store.Item;
import io.sluice.tracker.store.Store.Move;
import io.sluice.tracker.store.Store.Put;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tests of the promises of every store, run on each of them. A subclass hands in a store whose
 * state directory is {@code directory() + "/state"}, with nothing in it yet.
 */
public abstract class StoreContract {
  private StagingStore store;

  protected abstract StagingStore open() throws IOException;

  /** Absolute path of a directory of this test alone, which may be missing. */
  protected abstract String directory();

  /** How often two threads race for one target. */
  protected int rounds() {
    return 1_000;
  }

  @BeforeEach
  void openStore() throws IOException {
    store = open();
  }

  private String state(String name) {
    return directory() + "/state/" + name;
  }

  private String data(String name) {
    return directory() + "/data/" + name;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private void assertContent(String expected, String path) throws IOException {
    assertArrayEquals(bytes(expected), store.read(path).orElseThrow(), path);
  }

  private void stage(String path, String content) throws IOException {
    try (StagedOutput out = store.open(path)) {
      out.write(bytes(content));
    }
  }

  @Test
  void aPutFileIsReadBackWhole() throws IOException {
    assertEquals(Put.DONE, store.putIfAbsent(state("ledger/1"), bytes("one")));

    assertContent("one", state("ledger/1"));
  }

  @Test
  void aSecondPutChangesNothing() throws IOException {
    store.putIfAbsent(state("ledger/1"), bytes("one"));

    assertEquals(Put.TAKEN, store.putIfAbsent(state("ledger/1"), bytes("two")));

    assertContent("one", state("ledger/1"));
  }

  @Test
  void anEmptyFileCanBePut() throws IOException {
    assertEquals(Put.DONE, store.putIfAbsent(state("published/1"), new byte[0]));
    assertEquals(Put.TAKEN, store.putIfAbsent(state("published/1"), new byte[0]));
  }

  @Test
  void aFileOutsideTheStateDirectoryCanBePutAndLeavesNothingBeside() throws IOException {
    assertEquals(Put.DONE, store.putIfAbsent(data("topic/.sluice-owner"), bytes("me")));
    assertEquals(Put.TAKEN, store.putIfAbsent(data("topic/.sluice-owner"), bytes("you")));

    assertContent("me", data("topic/.sluice-owner"));
    assertEquals(List.of(".sluice-owner"), names(data("topic")));
  }

  @Test
  void whatIsAbsentReadsAsAbsent() throws IOException {
    assertEquals(Optional.empty(), store.read(state("ledger/1")));
    assertEquals(List.of(), store.list(state("ledger")));
  }

  @Test
  void aPutLeavesNoTemporaryFile() throws IOException {
    store.putIfAbsent(state("ledger/1"), bytes("one"));
    store.putIfAbsent(state("ledger/1"), bytes("two"));

    assertEquals(List.of(), names(state("runs/.tmp")));
  }

  private List<String> names(String directory) throws IOException {
    return store.list(directory).stream().map(Item::name).sorted().toList();
  }

  @Test
  void aDirectoryListsWhatIsRightUnderIt() throws IOException {
    store.putIfAbsent(state("a/file"), bytes("four"));
    store.putIfAbsent(state("a/directory/below"), bytes("x"));
    store.putIfAbsent(state("a.b/file"), bytes("x"));

    List<Item> items =
        store.list(state("a")).stream().sorted(Comparator.comparing(Item::name)).toList();

    assertEquals(List.of("directory", "file"), items.stream().map(Item::name).toList());
    assertEquals(Item.Type.DIRECTORY, items.get(0).type());
    assertEquals(Item.Type.FILE, items.get(1).type());
    assertEquals(4, items.get(1).length());
    assertTrue(items.get(1).modified() > 0);
  }

  @Test
  void aFileListsAsItselfWithAnEmptyName() throws IOException {
    store.putIfAbsent(state("ledger/1"), bytes("one"));

    List<Item> items = store.list(state("ledger/1"));

    assertEquals(1, items.size());
    assertEquals("", items.get(0).name());
    assertEquals(3, items.get(0).length());
    assertEquals(Item.Type.FILE, items.get(0).type());
  }

  @Test
  void aStagedFileHasTheLengthAndChecksumThatItsStreamReported() throws IOException {
    StagedOutput out = store.open(data("topic/.sluice-staging/f.staged"));
    byte[] content = bytes("some bytes");
    try (out) {
      out.write(content, 0, 4);
      out.write(content[4]);
      out.write(content, 5, content.length - 5);
    }

    CRC32C crc = new CRC32C();
    crc.update(content);
    assertEquals(content.length, out.length());
    assertEquals((int) crc.getValue(), out.crc32c());
    assertContent("some bytes", data("topic/.sluice-staging/f.staged"));
    assertEquals(
        content.length, store.list(data("topic/.sluice-staging/f.staged")).get(0).length());
  }

  @Test
  void aStagedFileIsNeverOpenedTwice() throws IOException {
    stage(data("f.staged"), "one");

    assertThrows(FileAlreadyExistsException.class, () -> store.open(data("f.staged")));

    assertContent("one", data("f.staged"));
  }

  @Test
  void anAbandonedFileCanBeDeleted() throws IOException {
    StagedOutput out = store.open(data("f.staged"));
    out.write(1);
    out.abandon();

    store.delete(data("f.staged"));

    assertEquals(List.of(), store.list(data("f.staged")));
  }

  @Test
  void aMoveConsumesItsSourceAndMakesTheParents() throws IOException {
    stage(data(".sluice-staging/f.staged"), "records");

    assertEquals(Move.DONE, store.moveOnce(data(".sluice-staging/f.staged"), data("a=1/b=2/f")));

    assertContent("records", data("a=1/b=2/f"));
    assertEquals(List.of(), store.list(data(".sluice-staging/f.staged")));
  }

  @Test
  void aMoveNeverReplacesATarget() throws IOException {
    stage(data("one.staged"), "one");
    stage(data("two.staged"), "two");
    store.moveOnce(data("one.staged"), data("f"));

    assertEquals(Move.NOT_DONE, store.moveOnce(data("two.staged"), data("f")));

    assertContent("one", data("f"));
    assertContent("two", data("two.staged"));
  }

  @Test
  void aSecondMoveOfOneFileDoesNothing() throws IOException {
    stage(data("one.staged"), "one");
    store.moveOnce(data("one.staged"), data("f"));

    assertEquals(Move.NOT_DONE, store.moveOnce(data("one.staged"), data("f")));

    assertContent("one", data("f"));
  }

  @Test
  void aMoveWithoutASourceLeavesNothingBehind() throws IOException {
    assertEquals(Move.NOT_DONE, store.moveOnce(data("one.staged"), data("a=1/f")));

    assertEquals(List.of(), store.list(data("a=1/f")));
    assertEquals(List.of(), store.list(data("")));
  }

  @Test
  void deletingTakesADirectoryWithAllBelow() throws IOException {
    store.putIfAbsent(state("runs/1/a/plan.json"), bytes("x"));
    store.putIfAbsent(state("runs/1/a/manifests/0.0"), bytes("x"));
    store.putIfAbsent(state("runs/10/b/plan.json"), bytes("x"));

    store.delete(state("runs/1"));

    assertEquals(List.of(), store.list(state("runs/1")));
    assertContent("x", state("runs/10/b/plan.json"));
  }

  @Test
  void deletingNothingIsNoError() throws IOException {
    store.delete(state("runs/1"));
    store.delete(state("runs/1"));

    assertEquals(List.of(), store.list(state("runs/1")));
  }

  @Test
  void refreshingIsAlwaysAllowed() throws IOException {
    store.putIfAbsent(state("ledger/1"), bytes("one"));

    store.refresh();

    assertContent("one", state("ledger/1"));
  }

  @Test
  void ofTwoPutsAtOnceExactlyOneIsDone() throws Exception {
    int[] round = {0};
    race(
        mine -> store.putIfAbsent(state("race/" + round[0]), bytes("writer " + mine)),
        answers -> {
          List<Put> expected = List.of(Put.DONE, Put.TAKEN);
          assertEquals(expected, answers.stream().sorted().toList(), "round " + round[0]);
          assertContent("writer " + answers.indexOf(Put.DONE), state("race/" + round[0]));
          round[0]++;
        });
  }

  @Test
  void ofTwoFilesMovedToOneNameAtOnceOneStays() throws Exception {
    int[] round = {0};
    stage(data("0.0.staged"), "writer 0");
    stage(data("0.1.staged"), "writer 1");
    race(
        mine -> store.moveOnce(data(round[0] + "." + mine + ".staged"), data("f" + round[0])),
        answers -> {
          List<Move> expected = List.of(Move.DONE, Move.NOT_DONE);
          assertEquals(expected, answers.stream().sorted().toList(), "round " + round[0]);
          int winner = answers.indexOf(Move.DONE);
          assertContent("writer " + winner, data("f" + round[0]));
          assertContent("writer " + (1 - winner), data(round[0] + "." + (1 - winner) + ".staged"));
          round[0]++;
          stage(data(round[0] + ".0.staged"), "writer 0");
          stage(data(round[0] + ".1.staged"), "writer 1");
        });
  }

  @Test
  void twoPublishersThatMoveOneFileAtOnceEndWithOneFile() throws Exception {
    int[] round = {0};
    stage(data("0.staged"), "records");
    race(
        mine -> store.moveOnce(data(round[0] + ".staged"), data("f" + round[0])),
        answers -> {
          assertTrue(answers.contains(Move.DONE), "round " + round[0]);
          assertContent("records", data("f" + round[0]));
          assertFalse(exists(data(round[0] + ".staged")), "round " + round[0]);
          round[0]++;
          stage(data(round[0] + ".staged"), "records");
        });
  }

  private boolean exists(String path) throws IOException {
    return !store.list(path).isEmpty();
  }

  private interface Act<A> {
    A act(int mine) throws Exception;
  }

  private interface After<A> {
    void check(List<A> answers) throws IOException;
  }

  private <A> void race(Act<A> act, After<A> after) throws Exception {
    CyclicBarrier start = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int i = 0; i < rounds(); i++) {
        List<Future<A>> futures = new ArrayList<>();
        for (int mine = 0; mine < 2; mine++) {
          int number = mine;
          Callable<A> racer =
              () -> {
                start.await();
                return act.act(number);
              };
          futures.add(threads.submit(racer));
        }
        List<A> answers = new ArrayList<>();
        for (Future<A> future : futures) {
          answers.add(future.get());
        }
        after.check(answers);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
