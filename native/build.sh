#!/bin/sh
# Builds the native CPU engine and puts it where the jar takes it from; Maven calls it.
#
#   native/build.sh BUILD_FOLDER CLASSES_FOLDER JAVA_HOME
#   native/build.sh --missing JAVA_HOME     says what such a build lacks, in one clause; nothing if nothing
#
# Where something is missing it leaves org/mmdflow/native/unavailable.txt in the classes, the clause that
# says so, and the build goes on: mmdflow then runs on its reference engine. An error in the engine's own
# code fails the build.
#
#   CC                      the C compiler; otherwise cc, gcc or clang, whichever comes first
#   MMDFLOW_CMAKE_OPTIONS   more for CMake, e.g. -DMMDFLOW_WERROR=ON
set -eu
here=$(cd "$(dirname "$0")" && pwd)

advice="install gcc and cmake (Debian, Ubuntu: apt-get install gcc cmake) and build again"

# Sets `compiler` to a command, or to nothing.
find_compiler() {
  compiler=
  for name in "${CC:-}" cc gcc clang; do
    if [ -n "$name" ] && command -v "${name%% *}" >/dev/null 2>&1; then
      compiler=$name
      return
    fi
  done
}

# A compiler may be there without the headers of the C library.
compiles() {
  folder=$(mktemp -d)
  printf '#include <pthread.h>\n#include <stdlib.h>\nint main(void) { return 0; }\n' >"$folder/probe.c"
  worked=yes
  # shellcheck disable=SC2086 # a compiler may carry options
  $compiler -o "$folder/probe" "$folder/probe.c" >/dev/null 2>&1 || worked=
  rm -rf "$folder"
  [ -n "$worked" ]
}

# 3.18 and newer.
cmake_is_new_enough() {
  version=$(cmake --version 2>/dev/null | sed -n '1s/.* \([0-9][0-9]*\.[0-9][0-9]*\).*/\1/p')
  [ "${version%%.*}" -gt 3 ] 2>/dev/null || { [ "${version%%.*}" -eq 3 ] && [ "${version#*.}" -ge 18 ]; } 2>/dev/null
}

# Prints what a build lacks.
missing() {
  if [ -z "$compiler" ]; then
    echo "no C compiler was found when mmdflow was built; $advice"
  elif ! command -v cmake >/dev/null 2>&1; then
    echo "no CMake was found when mmdflow was built; $advice"
  elif ! cmake_is_new_enough; then
    echo "CMake was older than 3.18 when mmdflow was built; install a newer one and build again"
  elif ! command -v make >/dev/null 2>&1 && [ -z "${CMAKE_GENERATOR:-}" ]; then
    echo "no make was found when mmdflow was built; install make (Debian, Ubuntu: apt-get install make) and build again"
  elif ! compiles; then
    echo "the C compiler ($compiler) could not build a program when mmdflow was built; install the C library's headers (Debian, Ubuntu: apt-get install libc6-dev) and build again"
  elif [ ! -f "$1/include/jni.h" ]; then
    echo "the Java that built mmdflow has no include/jni.h; use a full JDK and build again"
  fi
}

find_compiler
if [ "$1" = --missing ]; then
  missing "$2"
  exit
fi

build=$1 classes=$2 java_home=$3
out=$classes/org/mmdflow/native
mkdir -p "$out"
lacking=$(missing "$java_home")
if [ -n "$lacking" ]; then
  rm -rf "${out:?}"/*
  printf '%s\n' "$lacking" >"$out/unavailable.txt"
  echo "native engine: left out, $lacking"
  exit 0
fi

mkdir -p "$build"
# One build at a time: they share a folder.
if command -v flock >/dev/null 2>&1; then
  exec 8>"$build/lock"
  flock 8
fi
# CMake keeps what it was once told: with other tools or options it starts anew.
settings="$here $compiler $java_home ${CFLAGS:-} ${MMDFLOW_CMAKE_OPTIONS:-}"
if [ "$(cat "$build/settings" 2>/dev/null)" != "$settings" ]; then
  find "$build" -mindepth 1 -maxdepth 1 ! -name lock -exec rm -rf {} +
  printf '%s\n' "$settings" >"$build/settings"
fi

log=$build/build.log
cores=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
echo "native engine: building with $compiler on $cores cores"
# shellcheck disable=SC2086 # options are words
if ! { CC=$compiler cmake -S "$here" -B "$build" -DMMDFLOW_JAVA_HOME="$java_home" ${MMDFLOW_CMAKE_OPTIONS:-} &&
  cmake --build "$build" --parallel "$cores"; } >"$log" 2>&1; then
  { grep -E -A 4 'error|Error|undefined reference' "$log" || tail -n 20 "$log"; } | head -n 40 >&2
  echo "native engine: the build failed; the whole log is $log" >&2
  exit 1
fi

case $(uname -s) in
  Darwin) system=macos library=libmmdflow_cpu.dylib ;;
  *) system=$(uname -s | tr "[:upper:]" "[:lower:]") library=libmmdflow_cpu.so ;;
esac
case $(uname -m) in
  x86_64 | amd64) machine=x86_64 ;;
  aarch64 | arm64) machine=aarch64 ;;
  *) machine=$(uname -m) ;;
esac
place=$out/$system-$machine
rm -f "$out/unavailable.txt"
mkdir -p "$place"
cmp -s "$build/$library" "$place/$library" || cp "$build/$library" "$place/$library"
echo "native engine: ready"
