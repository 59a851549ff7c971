package io.sluice.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The job jar must meet a cluster's class path of any Hadoop 3 without sharing a class with it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobJarIT {

  /** Ours and what we moved below us, and the few that are found by their own name. */
  private static final Pattern MAY_STAND_BY_ITS_NAME =
      Pattern.compile(
          "(io/sluice|org/apache/kafka|com/github/luben/zstd|org/xerial/snappy|net/jpountz)/.+");

  private static final int JAVA_8 = 52;
  private static final int JAVA_17 = 61;

  private final JarFile jar;
  private final List<String> entries;

  JobJarIT() throws IOException {
    jar = new JarFile(Packed.jar().toFile());
    entries =
        jar.stream()
            .filter(entry -> !entry.isDirectory())
            .map(entry -> entry.getName())
            .collect(Collectors.toList());
  }

  @BeforeAll
  void theJarHoldsTheJob() {
    assertTrue(entries.contains("io/sluice/Main.class"), jar.getName());
  }

  @AfterAll
  void close() throws IOException {
    jar.close();
  }

  @Test
  void noClassCanMeetOneOfTheCluster() {
    assertEquals(
        List.of(),
        classes().stream().filter(name -> !MAY_STAND_BY_ITS_NAME.matcher(name).matches()).toList());
  }

  @Test
  void itHoldsNoHadoopAndNoLogging() {
    Pattern given = Pattern.compile(".*(org/apache/hadoop/|org/slf4j/|/log4j/|reload4j).*");
    assertEquals(
        List.of(),
        entries.stream()
            .filter(name -> given.matcher(name).matches())
            // Parquet's own small classes named after Hadoop are none of Hadoop's.
            .filter(name -> !name.startsWith("io/sluice/shaded/org/apache/parquet/"))
            .toList());
  }

  @Test
  void nothingIsInItTwice() {
    Set<String> seen = new HashSet<>();
    assertEquals(List.of(), entries.stream().filter(name -> !seen.add(name)).toList());
  }

  @Test
  void noFileLiesWhereAnotherJarMayHaveOneOfTheSameName() {
    Pattern inPlace =
        Pattern.compile("(io/sluice|org|net|com|kafka|linux|META-INF)/.+|LICENSE|NOTICE");
    Pattern metaInf =
        Pattern.compile(
            "META-INF/(MANIFEST\\.MF|LICENSE|NOTICE|THIRD-PARTY\\.txt|[^/]+-LICENSE"
                + "|(maven|sbom|services)/.+)");
    assertEquals(
        List.of(),
        entries.stream()
            .filter(
                name ->
                    !inPlace.matcher(name).matches()
                        || (name.startsWith("META-INF/") && !metaInf.matcher(name).matches()))
            .toList());
  }

  @Test
  void whatUsersImplementNamesNoTypeThatWasMoved() throws IOException {
    List<String> naming = new ArrayList<>();
    for (String name : classes()) {
      if (name.startsWith("io/sluice/records/api/") && bytes(name).contains("io/sluice/shaded/")) {
        naming.add(name);
      }
    }
    assertEquals(List.of(), naming);
    assertTrue(entries.contains("io/sluice/records/api/Decoder.class"));
  }

  @Test
  void everyServiceNamesAClassOfTheJar() throws IOException {
    List<String> lost = new ArrayList<>();
    for (String service : entries) {
      if (service.startsWith("META-INF/services/")) {
        text(service)
            .lines()
            .map(line -> line.replaceFirst("#.*", "").strip())
            .filter(line -> !line.isEmpty())
            .filter(line -> !entries.contains(line.replace('.', '/') + ".class"))
            .forEach(lost::add);
      }
    }
    assertEquals(List.of(), lost);
  }

  @Test
  void nativesAreThoseOfLinux() {
    Pattern nativeCode = Pattern.compile(".*\\.(so|dylib|jnilib|dll|a)");
    Pattern linux = Pattern.compile("(.*/)?(?i:linux)/.*");
    assertEquals(
        List.of(),
        entries.stream()
            .filter(name -> nativeCode.matcher(name).matches() && !linux.matcher(name).matches())
            .toList());
  }

  @Test
  void theEntryLoadsInJava8AndAllElseInJava17() throws IOException {
    List<String> tooNew = new ArrayList<>();
    for (String name : classes()) {
      if (classFileVersion(name) > JAVA_17) {
        tooNew.add(name);
      }
    }
    assertEquals(List.of(), tooNew);
    assertEquals(JAVA_8, classFileVersion("io/sluice/Main.class"));
  }

  @Test
  void theManifestNamesTheEntryAndTheVersion() throws IOException {
    Attributes manifest = jar.getManifest().getMainAttributes();
    assertEquals("io.sluice.Main", manifest.getValue(Attributes.Name.MAIN_CLASS));
    assertEquals(Packed.version(), manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION));
  }

  @Test
  void itCarriesTheLicencesOfWhatItHolds() throws IOException {
    assertTrue(text("META-INF/LICENSE").contains("Apache License"));
    assertTrue(text("META-INF/NOTICE").contains("Apache Avro"));
  }

  @Test
  void everyLibraryIsInTheBillOfMaterialsAndHasItsMavenMetadata() throws IOException {
    Set<String> billed = components(text("META-INF/sbom/sluice.cdx.json"));
    Set<String> found = new TreeSet<>();
    for (String name : entries) {
      if (name.startsWith("META-INF/maven/") && name.endsWith("/pom.properties")) {
        Properties metadata = new Properties();
        metadata.load(new StringReader(text(name)));
        found.add(
            metadata.getProperty("groupId")
                + "/"
                + metadata.getProperty("artifactId")
                + "@"
                + metadata.getProperty("version"));
      }
    }
    // Packed by Parquet under a name of Parquet's.
    found.removeIf(name -> name.startsWith("net.openhft/"));
    found.remove("io.sluice/sluice-dist@" + Packed.version());
    assertEquals(found, billed);
    assertTrue(billed.stream().anyMatch(name -> name.startsWith("org.apache.kafka/")));
  }

  @Test
  void theBillOfTheArchiveHoldsTheLibrariesOfALocalRunToo() throws IOException {
    Set<String> expected = components(text("META-INF/sbom/sluice.cdx.json"));
    try (Stream<Path> local = Files.list(Packed.jar().resolveSibling("local"))) {
      Set<String> files =
          local
              .map(file -> file.getFileName().toString().replaceFirst("\\.jar$", ""))
              .collect(Collectors.toSet());
      Set<String> all = components(Files.readString(Packed.sbom()));
      assertTrue(all.containsAll(expected), all.toString());
      Set<String> named =
          all.stream()
              .map(name -> name.substring(name.indexOf('/') + 1).replace('@', '-'))
              .collect(Collectors.toSet());
      assertTrue(named.containsAll(files), files + " in " + named);
    }
  }

  @Test
  void everyLibraryIsListedWithItsLicence() throws IOException {
    String listed = text("META-INF/THIRD-PARTY.txt");
    assertEquals(
        List.of(),
        components(text("META-INF/sbom/sluice.cdx.json")).stream()
            .filter(name -> !name.startsWith("io.sluice/"))
            .map(name -> "(" + name.replace('/', ':').replace('@', ':') + " - ")
            .filter(name -> !listed.contains(name))
            .toList());
  }

  /** Each library of a bill of materials as {@code group/artifact@version}. */
  private static Set<String> components(String bom) {
    Matcher purl = Pattern.compile("\"bom-ref\" : \"pkg:maven/([^?\"]+)\\?type=jar\"").matcher(bom);
    Set<String> found = new TreeSet<>();
    while (purl.find()) {
      found.add(purl.group(1));
    }
    found.remove("io.sluice/sluice-dist@" + Packed.version());
    return found;
  }

  private List<String> classes() {
    return entries.stream().filter(name -> name.endsWith(".class")).toList();
  }

  private int classFileVersion(String name) throws IOException {
    try (DataInputStream in = new DataInputStream(jar.getInputStream(assertPresent(name)))) {
      in.readInt();
      in.readUnsignedShort();
      return in.readUnsignedShort();
    }
  }

  /** A byte for a character, as a class file's names can be looked for. */
  private String bytes(String name) throws IOException {
    return new String(
        jar.getInputStream(assertPresent(name)).readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  private String text(String name) throws IOException {
    return new String(
        jar.getInputStream(assertPresent(name)).readAllBytes(), StandardCharsets.UTF_8);
  }

  private ZipEntry assertPresent(String name) {
    return Objects.requireNonNull(
        jar.getEntry(name), name + " (the bill of materials needs a build without mvn -o)");
  }
}
