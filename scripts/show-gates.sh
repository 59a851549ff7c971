#!/usr/bin/env bash
# Shows that the gates of the build that only Maven can show are fatal: copies the tree to a temporary folder, plants
# violations and runs the smallest Maven command that must name each. Exit code 0 only if all are named. Several plants
# share one run of Maven, which must fail; each expected line must be an [ERROR], or a warning that -Werror makes fatal.
# That the rules of the house fail as they must, PlantedViolationsTest shows in every build.
set -euo pipefail
cd "$(dirname "$0")/.."
house=$(mktemp -d "${TMPDIR:-/tmp}/sluice-gates.XXXXXX")
trap 'rm -rf "$house"' EXIT
tar --exclude=.git --exclude=target -cf - . | tar -xf - -C "$house"
cd "$house/options"
log=$house/maven.log
open=0

# Warnings are to be seen: -Werror fails because of them.
maven() {
  mvn -B -ntp -f .. -pl options -Dorg.slf4j.simpleLogger.defaultLogLevel=warn "$@" 2>&1 |
    sed 's/\x1b\[[0-9;]*m//g' >"$log"
}

# plant TYPE: the Java source on stdin.
plant() { { echo "package io.sluice.options;"; echo; cat; } >"src/main/java/io/sluice/options/$1.java"; }

# in_pom BEFORE: the XML on stdin goes before the first line that holds BEFORE.
in_pom() {
  awk -v xml="$(cat)" -v mark="$1" '!done && index($0, mark) { print xml; done = 1 } { print }' pom.xml >pom.new
  mv pom.new pom.xml
}

# fails MAVEN-ARGUMENTS...: must fail and name each line of stdin, a regular expression.
fails() {
  local expected failed=yes
  if maven "$@"; then failed=no; fi
  while read -r expected; do
    if [[ $failed == yes ]] && grep -Eq -- "$expected" "$log"; then
      echo "fails as it must: $(grep -E -m 1 -- "$expected" "$log" | sed "s#$house/##g" | cut -c -160)"
    else
      echo "DOES NOT FAIL of /$expected/"
      open=$((open + 1))
    fi
  done
  find . -name '*Violation*' -delete
  cp "$house/pom.before" pom.xml
}

cp pom.xml "$house/pom.before"
if ! maven test-compile spotless:check@format dependency:analyze-only@declared-is-used; then
  grep -m 20 -F '[ERROR]' "$log"
  echo "Cannot show the gates: the tree itself does not pass them. Run mvn verify and correct it first."
  exit 1
fi

plant LintViolation <<'J'
class LintViolation {
  java.util.List names;
}
J
fails compile <<'E'
found raw type: java.util.List
E

plant Violation <<'J'
class Violation {
  boolean same(byte[] one, byte[] other) {
    return one.equals(other);
  }

  void swallow(java.util.concurrent.ExecutorService workers, Runnable work) {
    workers.submit(work);
  }

  String name() {
    return null;
  }
}
J
fails compile <<'E'
\[ArrayEquals\]
\[FutureReturnValueIgnored\]
\[NullAway\]
E

plant Violation <<<'class   Violation { }'
fails spotless:check@format <<'E'
format violations
E

in_pom '</dependencies>' <<'X'
<dependency><groupId>org.jspecify</groupId><artifactId>jspecify</artifactId></dependency>
<dependency><groupId>org.apache.avro</groupId><artifactId>avro</artifactId></dependency>
<dependency><groupId>org.apache.commons</groupId><artifactId>commons-compress</artifactId><version>1.21</version></dependency>
X
in_pom '<dependencies>' <<'X'
<repositories><repository><id>other</id><url>https://repository.invalid</url></repository></repositories>
<build><plugins><plugin><artifactId>maven-javadoc-plugin</artifactId></plugin></plugins></build>
X
fails validate <<'E'
BanDuplicatePomDependencyVersions failed
upper bound dependencies error for org.apache.commons:commons-compress
RequireNoRepositories failed
RequirePluginVersions failed
E

in_pom '</dependencies>' <<'X'
<dependency><groupId>org.apache.avro</groupId><artifactId>avro</artifactId></dependency>
<dependency><groupId>com.fasterxml.jackson.core</groupId><artifactId>jackson-databind</artifactId></dependency>
X
plant Violation <<'J'
class Violation {
  final com.fasterxml.jackson.databind.ObjectMapper declared =
      new com.fasterxml.jackson.databind.ObjectMapper();
  final com.fasterxml.jackson.core.JsonFactory notDeclared =
      new com.fasterxml.jackson.core.JsonFactory();
}
J
fails test-compile dependency:analyze-only@declared-is-used <<'E'
org.apache.avro:avro:jar
com.fasterxml.jackson.core:jackson-core:jar
E

((open == 0)) || { echo "$open gates do not fail."; exit 1; }
