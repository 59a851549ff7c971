#!/usr/bin/env bash
# Starts Sluice: finds its jar, a Java and a Hadoop, and execs.
#   run-job.sh [COMMAND] [--local] --config FILE... [--set key=value]... [-D, -conf, -libjars and Hadoop's other options]
# SLUICE_CONF_DIR (default: conf/ beside scripts/) holds sluice-env.sh, which may set what an environment as poor as cron's lacks.
set -euo pipefail

fail() {
  printf '%s\n' "$*" >&2
  exit 2
}

script=${BASH_SOURCE[0]}
while [[ -L $script ]]; do
  target=$(readlink "$script")
  [[ $target == /* ]] || target=${script%/*}/$target
  script=$target
done
[[ $script == */* ]] || script=./$script
home=$(cd "${script%/*}/.." && pwd -P)

conf=${SLUICE_CONF_DIR:-$home/conf}
[[ -d $conf ]] || fail "Cannot read the configuration directory $conf: there is none. Set SLUICE_CONF_DIR, or leave it unset."

# A program of the system, also where the PATH is poorer than cron's.
system() {
  LC_ALL=C PATH=$PATH:/usr/bin:/bin "$@" 2>/dev/null
}

# Rights, owner and group of a file, as numbers; of a link itself with -d alone.
access() {
  local links
  read -r mode links uid gid _ < <(system ls -n "${2--dL}" -- "$1") || fail "Cannot look at $1: ls does not show it."
}

# The directories in which a path is looked up, from the root on, and the links that it leads through.
walk() {
  local rest=$1 at= name target
  [[ $rest == /* ]] || rest=$PWD/$rest
  while rest=${rest#"${rest%%[!/]*}"} && [[ -n $rest ]]; do
    name=${rest%%/*}
    rest=${rest#"$name"}
    case $name in
      .) continue ;;
      ..) at=${at%/*} && continue ;;
    esac
    directories+=("${at:-/}")
    [[ -L $at/$name ]] || { at+=/$name && continue; }
    links+=("$at/$name")
    [[ ${#links[@]} -le 40 ]] || fail "Cannot read $1: its links lead in a circle. Correct them, or set SLUICE_CONF_DIR."
    target=$(system readlink -- "$at/$name") || fail "Cannot read the link $at/$name. Correct it, or set SLUICE_CONF_DIR."
    [[ $target != /* ]] || at=
    rest=$target/$rest
  done
}

# What sluice-env.sh says is run, so it is the code of whoever may write it, or may put another in its place by any
# directory or link on the way to it. Who owns this script, or may write it, is trusted already, as are the owners of the
# directories above it, the groups that may write those, a group of one user's name, and root's.
check_conf() {
  local env=$conf/sluice-env.sh trusted_uid trusted_group= own_group= mode uid gid at close
  local directories=() links=()
  if [[ $(system id -gn) == "$(system id -un || echo none)" ]]; then
    own_group=$(system id -g)
  fi
  access "$script"
  trusted_uid=$uid
  [[ ${mode:5:1} != w ]] || trusted_group=$gid
  walk "$env"
  for at in ${links[@]+"${links[@]}"}; do
    access "$at" -d
    [[ $uid == 0 || $uid == "$EUID" || $uid == "$trusted_uid" ]] || refuse_owner
  done
  for at in "${directories[@]}"; do
    access "$at"
    close="Close it, or set SLUICE_CONF_DIR to a directory where and above which nobody else writes"
    # In a sticky directory nobody replaces the file of another, but anybody adds one, which Hadoop would read from conf.
    [[ ${mode:9:1} == [tT] && ! $at -ef $conf ]] || refuse_writers
    # Whoever owns the directory of this script can put another in its place.
    [[ $home/ == "${at%/}"/* || $uid == 0 || $uid == "$EUID" || $uid == "$trusted_uid" ]] || refuse_owner
  done
  [[ -e $env ]] || return 0
  at=$env
  access "$at"
  close="Close it"
  refuse_writers
  [[ $uid == 0 || $uid == "$EUID" || $uid == "$trusted_uid" ]] || refuse_owner
  if [[ ${mode:7:1} == r ]] && system grep -Eiq '^[^#]*(passw|pwd|secret|token|private|apikey|jaas)[a-z_]*=.' "$env"; then
    printf 'Warning: Others may read %s, which holds secrets (rights %s). Close it: chmod go-r %q\n' "$env" "$mode" "$env" >&2
  fi
}

refuse_writers() {
  [[ ${mode:8:1} != w ]] ||
    fail "Cannot read $env: anybody may write $at (rights $mode), and what sluice-env.sh says is run. $close: chmod go-w $(printf %q "$at")"
  [[ ${mode:5:1} != w || $home/ == "${at%/}"/* || $gid == 0 || $gid == "$own_group" || $gid == "$trusted_group" ]] ||
    fail "Cannot read $env: all users of group $gid may write $at (rights $mode), and what sluice-env.sh says is run. $close: chmod g-w $(printf %q "$at")"
}

refuse_owner() {
  fail "Cannot read $env: $at belongs to user $uid, who is neither this user ($EUID) nor root nor the owner of $script, and what sluice-env.sh says is run. Make it yours, or set SLUICE_CONF_DIR to a directory of yours: chown -h $EUID $(printf %q "$at")"
}
check_conf

if [[ -f $conf/sluice-env.sh ]]; then
  set -a +u
  # shellcheck source=/dev/null
  . "$conf/sluice-env.sh"
  set +a -u
fi
export PATH
[[ ! -t 2 ]] || export SLUICE_PROGRESS=terminal
# How messages begin the commands that they recommend.
export SLUICE_COMMAND=${SLUICE_COMMAND:-$0}

# Java spells names of files, and arguments, by the locale; that of cron has no letters beyond ASCII.
if [[ $(locale charmap 2>/dev/null || true) != UTF-8 ]]; then
  for locale in C.UTF-8 C.utf8 en_US.UTF-8; do
    if [[ $(LC_ALL=$locale locale charmap 2>/dev/null || true) == UTF-8 ]]; then
      export LC_ALL=$locale
      break
    fi
  done
fi

# An unpacked archive, or else the newest build of a source checkout.
lib=$home/lib
build="mvn -Dquick -DskipTests -pl dist -am package"
if [[ ! -d $lib ]]; then
  lib=$home/dist/target/lib
  for quick in "$home"/dist/target/quick/lib/sluice-*.jar; do
    for full in "$lib"/sluice-*.jar; do
      [[ ! $quick -nt $full ]] || lib=$home/dist/target/quick/lib
    done
  done
fi
jars=("$lib"/sluice-*.jar)
jar=${jars[0]}
[[ -f $jar ]] || fail "Cannot find the job jar: no sluice-*.jar in $lib. In a source checkout build it: $build"
[[ ${#jars[@]} == 1 ]] || fail "Cannot choose a job jar: there are ${#jars[@]} in $lib (${jars[*]##*/}). Leave one."

# Help, and the answer to a word that is no command, need no Hadoop; ClientTest holds this list against --help.
commands=" run plan ledger verify holds "
mode=cluster
[[ $# -gt 0 && ($1 == -* || $commands == *" $1 "*) ]] || mode=alone
for argument in "$@"; do
  case $argument in
    --local) [[ $mode == alone ]] || mode=local ;;
    --help | -h | --version | -V) mode=alone && break ;;
  esac
done

# An URL, since Hadoop splits its options at spaces.
log4j=${conf//%/%25}
log4j=file:${log4j// /%20}/log4j.properties
options="-Dlog4j.configuration=$log4j ${SLUICE_OPTS:-}"
# Where Java exits by itself on OutOfMemoryError its code is 3, which means landed in part. Sluice exits with a code of its own, and
# with --local it reads on past a record that does not fit into the memory.
last_options=-XX:-ExitOnOutOfMemoryError

if [[ $mode != cluster ]]; then
  java=${SLUICE_JAVA_HOME:-${JAVA_HOME:-}}
  if [[ -n $java ]]; then
    java=$java/bin/java
    [[ -x $java ]] || fail "Cannot start Java: $java is no program. Set SLUICE_JAVA_HOME to Java 17 or newer, in the environment or in $conf/sluice-env.sh."
  else
    java=$(command -v java) || fail "Cannot start Java: there is none in SLUICE_JAVA_HOME, JAVA_HOME or the PATH ($PATH). Set SLUICE_JAVA_HOME to Java 17 or newer, in the environment or in $conf/sluice-env.sh."
  fi
  [[ $mode == local ]] || exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$jar" io.sluice.Main "$@"
  [[ -d $lib/local ]] || fail "Cannot run with --local: there is no $lib/local, which holds Hadoop's client. In a source checkout build it: $build"
  # shellcheck disable=SC2086
  exec "$java" --enable-native-access=ALL-UNNAMED $options $last_options -cp "$jar:$conf:$lib/local/*" io.sluice.Main "$@"
fi

if [[ -n ${HADOOP_HOME:-} ]]; then
  hadoop=$HADOOP_HOME/bin/hadoop
  [[ -x $hadoop ]] || fail "Cannot start hadoop: HADOOP_HOME is $HADOOP_HOME, and $hadoop is no program. Correct HADOOP_HOME, in the environment or in $conf/sluice-env.sh."
else
  hadoop=$(command -v hadoop) || fail "Cannot start hadoop: HADOOP_HOME is not set, and there is none in the PATH ($PATH). Set HADOOP_HOME, in the environment or in $conf/sluice-env.sh; or, to land in local directories without a cluster, say --local."
fi

if [[ -n ${SLUICE_JAVA_HOME:-} ]]; then
  [[ -x $SLUICE_JAVA_HOME/bin/java ]] || fail "Cannot start Java: SLUICE_JAVA_HOME is $SLUICE_JAVA_HOME, and $SLUICE_JAVA_HOME/bin/java is no program. Set it to Java 17 or newer."
  # hadoop-env.sh may set a JAVA_HOME of its own, so it has to be read before ours is set; hadoop then leaves it out.
  hadoop_env=${HADOOP_CONF_DIR:-${hadoop%/bin/hadoop}/etc/hadoop}/hadoop-env.sh
  if [[ -z ${HADOOP_ENV_PROCESSED:-} && -f $hadoop_env ]]; then
    set -a +eu
    # shellcheck source=/dev/null
    . "$hadoop_env"
    set +a -eu
    export HADOOP_ENV_PROCESSED=true
  fi
  export JAVA_HOME=$SLUICE_JAVA_HOME
fi

# Unpacking the jar would take 6 of 7 seconds, for nothing.
export HADOOP_CLIENT_SKIP_UNJAR=true
export HADOOP_CLIENT_OPTS="$options ${HADOOP_CLIENT_OPTS:-} $last_options"
exec "$hadoop" jar "$jar" "$@"
