#!/usr/bin/env bash
# Proves that nothing is lost, doubled or stuck, by the real protocol classes and by real kills. Needs a JDK 17 and Maven.
set -euo pipefail

usage() {
  cat <<'END'
Usage: prove.sh crashes | interleavings | simulation [--seeds N | --seed N] | mutants [NAME...] | fuzz [state | records] [--seeds N | --seed N] |
                soak [--minutes N] [--secured]
  Builds what it needs, shows progress, and ends with one line of figures.
  Exit code 0 only if nothing was lost, doubled or stuck.

  crashes         two runs, with each fault at each store call, and again at each call of the recovery: single faults and
                  pairs, none left out
  interleavings   every order of the steps of a few processes: two runs, two Application Masters, attempts, an operator,
                  a collector, data retention; with lost and late answers
  simulation      whole histories drawn by a seed, 10000 of them unless --seeds says another number; --seed N replays one
  mutants         bugs put into the protocol by hand: each is caught, by name, with the invariant that broke
  fuzz            files of the state directory that somebody has changed, and records that any producer may write, 100000 of
                  each kind unless --seeds says another number: each file is read or refused, each record lands or is bad, with
                  256 MiB of heap and stacks of 512 KiB; --seed N replays one
  soak            real Kafka, HDFS and YARN under real kills, for 30 minutes unless --minutes says another number; with
                  --secured on HDFS and YARN with Kerberos, after three runs that outlast their tickets
END
}

fail() {
  printf '%s\n' "$*" >&2
  exit 2
}

[[ $# -gt 0 ]] || {
  usage >&2
  exit 2
}
case $1 in
  crashes | interleavings | simulation | mutants | fuzz) modules=proof ;;
  soak) modules=dist,testbed ;;
  --help | -h)
    usage
    exit 0
    ;;
  *) fail "Cannot prove '$1': there is no such proof. See $0 --help." ;;
esac

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
bin=${JAVA_HOME:+$JAVA_HOME/bin/}
command -v "${bin}javac" >/dev/null || fail "Cannot find ${bin}javac: a JDK 17 or newer is needed. Install one, or set JAVA_HOME to it."
command -v mvn >/dev/null || fail "Cannot find mvn: Maven 3.8 or newer is needed to build. Install it, and have it in the PATH."

mkdir -p "$home/target"
log=$home/target/prove-build.log
echo "Building $modules; Maven's own words are in $log"
if ! mvn -B -f "$home/pom.xml" -Dquick -DskipTests -pl "$modules" -am package >"$log" 2>&1; then
  grep -m 20 '^\[ERROR\]' "$log" >&2 || tail -n 20 "$log" >&2
  echo "Cannot build: see above, and $log." >&2
  exit 2
fi

if [[ $1 == soak ]]; then
  shift
  exec "${bin}java" -Xmx1g -XX:+UseSerialGC "-Dsluice.stacks=$home/testbed/stacks" -Dlog4j.configuration=io/sluice/testbed/log4j.properties \
    -cp "$home/testbed/target/quick/classes:$(<"$home/testbed/target/testbed.classpath")" io.sluice.testbed.soak.SoakMain "$home" "$@"
fi
memory=(-Xmx8g)
if [[ $1 == fuzz ]]; then
  memory=(-Xmx256m -Xss512k)
fi
exec "${bin}java" "${memory[@]}" -XX:+UseSerialGC -cp "$home/proof/target/quick/classes:$(<"$home/proof/target/proof.classpath")" io.sluice.proof.Prove "$home" "$@"
