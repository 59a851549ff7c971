#!/usr/bin/env bash
# Runs the packed job jar with other versions of what it stands on. Exit code 0 only if landed = produced.
#   compat.sh [--hadoop] VERSION   on stock daemons of that Hadoop, whose containers find only a Java that is too old
#   compat.sh --broker VERSION     without Hadoop, on three brokers of that Kafka: a topic that is created again and an
#                                  unclean election are held, released, and land; or the version is refused by name
set -euo pipefail

usage() {
  echo "Usage: compat.sh [--hadoop] VERSION, such as 3.3.6 or 3.5.0, or compat.sh --broker VERSION, such as 2.8.2 or 4.3.1" >&2
  exit 2
}

of=hadoop
case ${1-} in
  --hadoop) shift ;;
  --broker) of=broker && shift ;;
esac
[[ $# == 1 && $1 != -* ]] || usage
version=$1
cd "$(dirname "${BASH_SOURCE[0]}")/.."

echo "Building the job jar and the testbed, and fetching $of $version ..."
mvn -q -B -ntp -Dquick -DskipTests -pl dist,testbed -am package
if [[ $of == hadoop ]]; then
  mvn -q -B -ntp -f testbed/stacks/hadoop/pom.xml generate-resources "-Dstack.hadoop.version=$version"
else
  old=()
  # Kafka for Scala 2.13, with a ZooKeeper that runs on this Java, begins with 2.4.
  [[ ! $version =~ ^2\.[0-3]\. ]] || old=(-Dstack.scala.version=2.12 -Dstack.zookeeper.version=3.5.9)
  mvn -q -B -ntp -f testbed/stacks/kafka-other/pom.xml generate-resources "-Dstack.kafka.version=$version" "${old[@]}"
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/sluice-compat-XXXXXX")
"${JAVA_HOME:+$JAVA_HOME/bin/}java" "-Dsluice.stacks=$PWD/testbed/stacks" -Dlog4j.configuration=io/sluice/testbed/log4j.properties \
  -cp "testbed/target/quick/classes:$(<testbed/target/testbed.classpath)" io.sluice.testbed.compat.CompatMain "$PWD" "$work" "$of" "$version"
# Reached only on success: what has failed is left to be looked at.
rm -rf "$work"
