#!/usr/bin/env bash
# Shows that every gate of the build is fatal: copies the tree to a temporary folder, plants one violation at a time
# and runs the smallest Maven command that must fail of it, for the reason expected. Exit code 0 only if all fail so.
#
#   scripts/show-gates.sh            all gates
#   scripts/show-gates.sh archunit   those whose name contains the word
set -euo pipefail
cd "$(dirname "$0")/.."
only=${1:-}
house=$(mktemp -d "${TMPDIR:-/tmp}/sluice-gates.XXXXXX")
trap 'rm -rf "$house"' EXIT
tar --exclude=.git --exclude=target -cf - . | tar -xf - -C "$house"
cd "$house"
# The house rules go by main classes: a run of them is much shorter without the job's other tests.
find job/src/test -name '*.java' ! -path '*/io/sluice/house/*' -delete
log=$house/maven.log
shown=0
open=0

# Warnings are to be seen: -Werror fails because of them.
maven() {
  mvn -B -ntp -Dorg.slf4j.simpleLogger.defaultLogLevel=warn "$@" 2>&1 | sed 's/\x1b\[[0-9;]*m//g' >"$log"
}

# plant MODULE PACKAGE [TYPE]: the Java source on stdin, in that package.
plant() {
  local folder
  folder=$1/src/main/java/$(tr . / <<<"$2")
  mkdir -p "$folder"
  { echo "package $2;"; echo; cat; } >"$folder/${3:-Violation}.java"
  planted+=("$folder/${3:-Violation}.java")
}

# in_pom MODULE BEFORE: the XML on stdin goes before the first line that holds BEFORE.
in_pom() {
  cp "$1/pom.xml" "$house/pom.before"
  changed_pom=$1/pom.xml
  awk -v xml="$(cat)" -v mark="$2" '!done && index($0, mark) { print xml; done = 1 } { print }' \
    "$house/pom.before" >"$1/pom.xml"
}

fresh() { planted=() changed_pom=; }

# gate NAME EXPECTED MAVEN-ARGUMENTS...: must fail and say EXPECTED (a regular expression).
gate() {
  local name=$1 expected=$2
  shift 2
  if [[ $name == *"$only"* ]]; then
    if maven "$@"; then
      echo "gate $name: DOES NOT FAIL"
      open=$((open + 1))
    elif ! grep -Eq -- "$expected" "$log"; then
      echo "gate $name: FAILS FOR ANOTHER REASON than /$expected/"
      grep -m 12 -F '[ERROR]' "$log" | cut -c -200 | sed 's/^/    /' || true
      open=$((open + 1))
    else
      echo "gate $name: fails as it must"
      grep -E -m 1 -- "$expected" "$log" | sed "s#$house/##g" | cut -c -200 | sed 's/^/    /'
      shown=$((shown + 1))
    fi
  fi
  for file in "${planted[@]}"; do rm -f "$file"; done
  find . -path '*/target/*' -name '*Violation*.class' -delete
  [[ -z $changed_pom ]] || cp "$house/pom.before" "$changed_pom"
  fresh
}

options=(compile -pl options)
rules=(test -Dquick -pl job -am -Dtest=ArrowsTest,PlacesTest)
fresh

echo "Without a violation, everything passes:"
if ! maven test-compile spotless:check@format dependency:analyze-only@declared-is-used -pl options ||
  ! maven "${rules[@]}"; then
  grep -m 20 -F '[ERROR]' "$log"
  echo "Cannot show the gates: the tree itself does not pass them. Run mvn verify and mend it first."
  exit 1
fi
echo "    it does"

### javac, Error Prone, NullAway ###

plant options io.sluice.options <<'J'
class Violation {
  java.util.List names;
}
J
gate lint 'found raw type: java.util.List' "${options[@]}"

plant options io.sluice.options <<'J'
class Violation {
  boolean same(byte[] one, byte[] other) {
    return one.equals(other);
  }
}
J
gate error-prone '\[ArrayEquals\]' "${options[@]}"

plant options io.sluice.options <<'J'
class Violation {
  void swallow(java.util.concurrent.ExecutorService workers, Runnable work) {
    workers.submit(work);
  }
}
J
gate error-prone-warning '\[FutureReturnValueIgnored\]' "${options[@]}"

plant options io.sluice.options <<'J'
class Violation {
  String name() {
    return null;
  }
}
J
gate nullaway '\[NullAway\]' "${options[@]}"

plant options io.sluice.options <<'J'
class   Violation { }
J
gate spotless 'format violations' spotless:check@format -pl options

### Enforcer ###

in_pom options '</dependencies>' <<'X'
<dependency><groupId>org.jspecify</groupId><artifactId>jspecify</artifactId></dependency>
X
gate enforcer-duplicate 'BanDuplicatePomDependencyVersions failed' validate -pl options

in_pom options '</dependencies>' <<'X'
<dependency><groupId>org.apache.avro</groupId><artifactId>avro</artifactId></dependency>
<dependency><groupId>org.apache.commons</groupId><artifactId>commons-compress</artifactId><version>1.21</version></dependency>
X
gate enforcer-upper-bound 'upper bound dependencies error for org.apache.commons:commons-compress' validate -pl options

in_pom options '<dependencies>' <<'X'
<repositories><repository><id>other</id><url>https://repository.invalid</url></repository></repositories>
X
gate enforcer-repositories 'RequireNoRepositories failed' validate -pl options

in_pom options '<dependencies>' <<'X'
<build><plugins><plugin><artifactId>maven-javadoc-plugin</artifactId></plugin></plugins></build>
X
gate enforcer-plugin-versions 'RequirePluginVersions failed' validate -pl options

### dependency:analyze-only ###

analyze=(test-compile dependency:analyze-only@declared-is-used -pl options)

in_pom options '</dependencies>' <<'X'
<dependency><groupId>org.apache.avro</groupId><artifactId>avro</artifactId></dependency>
X
gate dependency-unused 'org.apache.avro:avro:jar' "${analyze[@]}"

in_pom options '</dependencies>' <<'X'
<dependency><groupId>com.fasterxml.jackson.core</groupId><artifactId>jackson-databind</artifactId></dependency>
X
plant options io.sluice.options <<'J'
class Violation {
  final com.fasterxml.jackson.databind.ObjectMapper declared =
      new com.fasterxml.jackson.databind.ObjectMapper();
  final com.fasterxml.jackson.core.JsonFactory notDeclared =
      new com.fasterxml.jackson.core.JsonFactory();
}
J
gate dependency-undeclared 'com.fasterxml.jackson.core:jackson-core:jar' "${analyze[@]}"

### ArchUnit. Its rules go by package, so the violations can all stand where the rules are tested. ###

plant job io.sluice.tracker <<'J'
class Violation {
  org.apache.kafka.common.TopicPartition kafka;
}
J
gate archunit-1-tracker-knows-no-kafka 'io.sluice.tracker.Violation.kafka.*org.apache.kafka' "${rules[@]}"

plant job io.sluice.tracker <<'J'
class Violation {
  org.apache.avro.Schema avro;
}
J
gate archunit-1-tracker-knows-no-avro 'io.sluice.tracker.Violation.avro.*org.apache.avro' "${rules[@]}"

plant job io.sluice.tracker.offset <<'J'
class Violation {
  org.apache.hadoop.fs.Path path;
}
J
gate archunit-1-offsets-know-only-the-jdk 'io.sluice.tracker.offset.Violation.path' "${rules[@]}"

plant job io.sluice.writers SeenViolation <<'J'
public class SeenViolation {}
J
plant job io.sluice.mapper <<'J'
class Violation {
  io.sluice.writers.SeenViolation writer;
}
J
gate archunit-2-mapper-knows-no-writers 'io.sluice.mapper.Violation.writer' "${rules[@]}"

plant job io.sluice.job SeenViolation <<'J'
public class SeenViolation {}
J
plant job io.sluice.writers <<'J'
class Violation {
  io.sluice.job.SeenViolation job;
}
J
gate archunit-2-nothing-knows-job 'io.sluice.writers.Violation.job' "${rules[@]}"

plant job io.sluice.writers.one OneViolation <<'J'
public class OneViolation {
  io.sluice.writers.two.TwoViolation two;
}
J
plant job io.sluice.writers.two TwoViolation <<'J'
public class TwoViolation {
  io.sluice.writers.one.OneViolation one;
}
J
gate archunit-2-no-cycle-of-packages 'Cycle detected' "${rules[@]}"

plant job io.sluice.job <<'J'
class Violation {
  org.apache.kafka.common.TopicPartition kafka;
}
J
gate archunit-3-kafka-in-its-packages 'io.sluice.job.Violation.kafka' "${rules[@]}"

plant job io.sluice.mapper.kafka <<'J'
class Violation {
  void commit(org.apache.kafka.clients.consumer.KafkaConsumer<byte[], byte[]> consumer) {
    consumer.commitSync();
  }
}
J
gate archunit-3-nobody-commits-in-kafka 'io.sluice.mapper.kafka.Violation.commit.*commitSync' "${rules[@]}"

for place in mapper job; do
  plant job io.sluice.$place.kafka <<'J'
class Violation {
  org.apache.kafka.clients.consumer.internals.SubscriptionState inside;
}
J
done
gate archunit-3-internals-in-one-package 'internals are known in' "${rules[@]}"

plant job io.sluice.job <<'J'
class Violation {
  org.apache.hadoop.mapreduce.JobID job;
}
J
gate archunit-4-mapreduce-in-its-packages 'io.sluice.job.Violation.job' "${rules[@]}"

plant job io.sluice.tracker.commit <<'J'
class Violation {
  void remove(org.apache.hadoop.fs.FileSystem files, org.apache.hadoop.fs.Path path)
      throws java.io.IOException {
    files.delete(path, true);
  }
}
J
gate archunit-4-only-stores-delete 'io.sluice.tracker.commit.Violation.remove' "${rules[@]}"

plant job io.sluice.job <<'J'
class Violation {
  long now() {
    return System.currentTimeMillis();
  }
}
J
gate archunit-5-injected-clock 'io.sluice.job.Violation.now.*currentTimeMillis' "${rules[@]}"

plant job io.sluice.job <<'J'
class Violation {
  java.time.Clock clock() {
    return java.time.Clock.systemUTC();
  }
}
J
gate archunit-5-clock-made-at-an-entry 'io.sluice.job.Violation.clock.*systemUTC' "${rules[@]}"

plant job io.sluice.job <<'J'
class Violation {
  void end() {
    System.exit(1);
  }
}
J
gate archunit-5-exit-only-in-main 'io.sluice.job.Violation.end.*exit' "${rules[@]}"

plant job io.sluice.job <<'J'
class Violation {
  static final java.util.Map<String, String> SEEN = new java.util.concurrent.ConcurrentHashMap<>();
  static int runs;
}
J
gate archunit-5-no-static-state 'io.sluice.job.Violation.runs' "${rules[@]}"

plant job io.sluice.job <<'J'
class Violation {
  static final java.util.HashMap<String, String> SEEN = new java.util.HashMap<>();
}
J
gate archunit-5-no-static-collection 'io.sluice.job.Violation.SEEN' "${rules[@]}"

for number in $(seq 16); do
  plant job io.sluice.writers.large "Violation$number" <<<"class Violation$number {}"
done
gate archunit-6-fifteen-classes 'split the package' "${rules[@]}"

plant job io.sluice.writers.unmarked <<<'class Violation {}'
gate archunit-unmarked-package 'without a @NullMarked package-info' "${rules[@]}"

echo "$shown gates fail as they must, $open do not."
[[ $open == 0 ]]
