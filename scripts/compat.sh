#!/usr/bin/env bash
# Runs the packed job jar on stock daemons of a Hadoop version, whose containers find only a Java that is too old.
# Usage: compat.sh VERSION, such as 3.3.6 or 3.5.0. Exit code 0 only if landed = produced.
set -euo pipefail

if [[ $# != 1 ]]; then
  echo "Usage: compat.sh VERSION, a version of Hadoop such as 3.3.6 or 3.5.0" >&2
  exit 2
fi
cd "$(dirname "${BASH_SOURCE[0]}")/.."

echo "Building the job jar and the testbed, and fetching Hadoop $1 ..."
mvn -q -B -ntp -Dquick -DskipTests -pl dist,testbed -am package
mvn -q -B -ntp -f testbed/stacks/hadoop/pom.xml generate-resources "-Dstack.hadoop.version=$1"

work=$(mktemp -d "${TMPDIR:-/tmp}/sluice-compat-XXXXXX")
"${JAVA_HOME:+$JAVA_HOME/bin/}java" "-Dsluice.stacks=$PWD/testbed/stacks" -Dlog4j.configuration=io/sluice/testbed/log4j.properties \
  -cp "testbed/target/quick/classes:$(<testbed/target/testbed.classpath)" io.sluice.testbed.compat.CompatMain "$PWD" "$1" "$work"
# Reached only on success: what has failed is left to be looked at.
rm -rf "$work"
