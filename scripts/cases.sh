#!/usr/bin/env bash
# Plays inputs that went wrong once, each beside ten healthy topics, on a real Kafka, and holds the outcome against what is right.
# Usage: cases.sh [NAME...], parts of names of folders below testbed/cases. Exit code 0 only if each outcome is right.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
mkdir -p target
log=$PWD/target/cases-build.log
echo "Building the job jar and the testbed; Maven's output is in $log"
if ! mvn -B -ntp -Dquick -DskipTests -pl dist,testbed -am package >"$log" 2>&1; then
  grep -m 20 '^\[ERROR\]' "$log" >&2 || tail -n 20 "$log" >&2
  echo "Cannot build: see above, and $log." >&2
  exit 2
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/sluice-cases-XXXXXX")
"${JAVA_HOME:+$JAVA_HOME/bin/}java" "-Dsluice.stacks=$PWD/testbed/stacks" -Dlog4j.configuration=io/sluice/testbed/log4j.properties \
  -cp "testbed/target/quick/classes:$(<testbed/target/testbed.classpath)" io.sluice.testbed.cases.CasesMain "$PWD" "$work" "$@"
# Reached only on success: what is wrong is left to be looked at.
rm -rf "$work"
