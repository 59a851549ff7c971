#!/usr/bin/env bash
# A guided tour of Sluice on a real Kafka broker and a real schema registry. Needs a JDK 17 and Maven, and nothing else.
set -euo pipefail

usage() {
  cat <<'END'
Usage: quickstart.sh [--cluster] [--keep] [--work DIR]
  Builds Sluice if need be (the first time takes minutes of downloads), starts a real Kafka broker and a real schema
  registry on 127.0.0.1, lets events arrive, lands them twice, queries and verifies what landed, and stops all of it.
  Exit code 0 only if the record counts in Kafka, in the ledger and in the queries are equal.

  --cluster    land in HDFS by a job on YARN: they are started too, and take 1.5 GB of memory
  --keep       leave everything up at the end, and say how to use it and how to stop it
  --work DIR   for data, configuration and logs; target/quickstart unless given; emptied at the next start
END
}

fail() {
  printf '%s\n' "$*" >&2
  exit 2
}

# Checked before anything is built; the tour itself reads them again.
arguments=("$@")
while [[ $# -gt 0 ]]; do
  case $1 in
    --cluster | --keep) ;;
    --work)
      [[ $# -ge 2 ]] || fail "Cannot use --work: the directory is missing."
      shift
      ;;
    --help | -h)
      usage
      exit 0
      ;;
    *) fail "Cannot use '$1': there is no such option. See $0 --help." ;;
  esac
  shift
done

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
bin=${JAVA_HOME:+$JAVA_HOME/bin/}
for program in "${bin}java" "${bin}javac"; do
  command -v "$program" >/dev/null || fail "Cannot find $program: a JDK 17 or newer is needed. Install one, or set JAVA_HOME to it."
done
version=$("${bin}javac" -version 2>&1)
version=${version#javac }
[[ ${version%%[.-]*} -ge 17 ]] 2>/dev/null || fail "Cannot build with javac $version: a JDK 17 or newer is needed. Set JAVA_HOME to one."

# Up to date if nothing that the build reads is newer than its start, and if what it has made is still there.
built=$home/target/quickstart.built
classes=$home/testbed/target/quick/classes
stacks=$home/testbed/stacks
up_to_date() {
  local file path
  [[ -f $built && -d $classes ]] || return 1
  for file in "$home"/testbed/target/testbed.classpath "$stacks"/*/target/*.classpath; do
    [[ -f $file ]] || return 1
    # A class path names jars in Maven's repository, which may have been emptied.
    IFS=: read -r path _ <"$file"
    [[ -f $path ]] || return 1
  done
  [[ -d $stacks/registry/target/registry && -d $home/dist/target/quick/lib/local ]] || return 1
  compgen -G "$home/dist/target/quick/lib/sluice-*.jar" >/dev/null || return 1
  [[ -z $(find "$home" -name target -prune -o -newer "$built" \( -name pom.xml -o -path '*/src/main/*' -type f \) -print | head -n 1) ]]
}

# Maven's own output goes to the log; here a line for each module.
show_progress() {
  local line module downloads=0 downloaded=
  while IFS= read -r line; do
    case $line in
      *"Downloaded from"*)
        downloads=$((downloads + 1))
        downloaded=", $downloads files downloaded"
        [[ ! -t 1 || $((downloads % 5)) != 0 ]] || printf '\r   %d files downloaded' "$downloads"
        ;;
      "[INFO] Building "*"["*"/"*"]")
        module=${line#\[INFO\] Building }
        [[ ! -t 1 ]] || printf '\r'
        printf '   %3d s%s: %s %s\n' $((SECONDS - begun)) "$downloaded" "${module##* }" "${module%% [0-9]*}"
        ;;
    esac
  done
}

if ! up_to_date; then
  command -v mvn >/dev/null || fail "Cannot find mvn: Maven 3.8 or newer is needed to build. Install it, and have it in the PATH."
  mkdir -p "$home/target"
  log=$home/target/quickstart-build.log
  begun=$SECONDS
  echo "Building Sluice and fetching the servers of the tour. The first time that is some 600 MB; Maven's own words are in $log"
  touch "$built.unfinished"
  if ! mvn -B -f "$home/pom.xml" -Dquick -DskipTests -pl dist,testbed -am package 2>&1 | tee "$log" | show_progress; then
    grep -m 20 '^\[ERROR\]' "$log" >&2 || tail -n 20 "$log" >&2
    echo "Cannot build: see above, and $log. Without access to Maven Central, name a mirror of it in ~/.m2/settings.xml." >&2
    exit 1
  fi
  mv "$built.unfinished" "$built"
  echo "Built in $((SECONDS - begun)) s; the next start takes none of that."
  echo
fi

# The tour runs from copies, so that a build of the checkout meanwhile does not break it. exec keeps the process' id.
for left in "$home"/target/quickstart-classes.*; do
  [[ ! -d $left ]] || kill -0 "${left##*.}" 2>/dev/null || rm -rf "$left"
done
mkdir -p "$home/target"
copy=$home/target/quickstart-classes.$$
cp -R "$classes" "$copy"
classpath=$(<"$home/testbed/target/testbed.classpath")

bold=false
[[ ! -t 1 || -n ${NO_COLOR:-} || ${TERM:-dumb} == dumb ]] || bold=true
exec "${bin}java" -Dsluice.tour.bold=$bold -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "-Dsluice.stacks=$stacks" -Dlog4j.configuration=io/sluice/testbed/tour/log4j.properties \
  -cp "$copy:$classpath" io.sluice.testbed.tour.TourMain "$home" ${arguments[@]+"${arguments[@]}"}
