#!/usr/bin/env bash
# Starts real Kafka, schema registry, HDFS and YARN on 127.0.0.1 and stays until killed; --help tells more.
# Needs a build before: mvn -Dquick -pl testbed -am process-classes
set -euo pipefail

testbed="$(cd "$(dirname "${BASH_SOURCE[0]}")/../testbed" && pwd)"
for classes in "$testbed/target/classes" "$testbed/target/quick/classes" none; do
  [[ -d "$classes/io/sluice/testbed" ]] && break
done
if [[ "$classes" == none || ! -f "$testbed/target/testbed.classpath" ]]; then
  echo "Cannot start the stack from $testbed: it has not been built. Run: mvn -Dquick -pl testbed -am process-classes" >&2
  exit 2
fi

exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
  -Dsluice.stacks="$testbed/stacks" -Dlog4j.configuration=io/sluice/testbed/log4j.properties -cp "$classes:$(<"$testbed/target/testbed.classpath")" \
  io.sluice.testbed.StackMain "$@"
