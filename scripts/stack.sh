#!/usr/bin/env bash
# Starts real Kafka, schema registry, HDFS and YARN, secured ones too, on 127.0.0.1 and stays until killed; --help shows more.
# Needs a build before: mvn -Dquick -pl testbed -am process-classes
set -euo pipefail

testbed="$(cd "$(dirname "${BASH_SOURCE[0]}")/../testbed" && pwd)"
# The full build and the quick one compile into folders of their own: the newer counts.
main=classes/io/sluice/testbed/StackMain.class
newest="$(ls -t "$testbed/target/$main" "$testbed/target/quick/$main" 2>/dev/null | head -n 1)" || true
if [[ -z "$newest" || ! -f "$testbed/target/testbed.classpath" ]]; then
  echo "Cannot start the stack from $testbed: it has not been built. Run: mvn -Dquick -pl testbed -am process-classes" >&2
  exit 2
fi

exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
  -Dsluice.stacks="$testbed/stacks" -Dlog4j.configuration=io/sluice/testbed/log4j.properties -cp "${newest%/io/sluice/*}:$(<"$testbed/target/testbed.classpath")" \
  io.sluice.testbed.StackMain "$@"
