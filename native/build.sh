#!/bin/sh
# Builds the native CPU engine and puts it where the jar takes it from; Maven calls it.
#
#   native/build.sh BUILD_FOLDER CLASSES_FOLDER JAVA_HOME
#
# Without a C compiler or CMake it leaves org/mmdflow/native/unavailable.txt there, one clause that says why,
# and the build goes on: mmdflow then runs on its reference engine. MMDFLOW_CMAKE_OPTIONS: more for CMake.
set -eu
build=$1 classes=$2 java_home=$3
here=$(cd "$(dirname "$0")" && pwd)
out=$classes/org/mmdflow/native
mkdir -p "$out"

unavailable() {
  rm -rf "${out:?}"/*
  printf '%s\n' "$1" >"$out/unavailable.txt"
  echo "native engine: left out, $1"
  exit 0
}

advice="install gcc and cmake (Debian, Ubuntu: apt-get install gcc cmake) and build again"
compiler=
for name in ${CC:-} cc gcc clang; do
  if command -v "$name" >/dev/null 2>&1; then
    compiler=$name
    break
  fi
done
[ -n "$compiler" ] || unavailable "no C compiler was found when mmdflow was built; $advice"
command -v cmake >/dev/null 2>&1 || unavailable "no CMake was found when mmdflow was built; $advice"
if [ ! -f "$java_home/include/jni.h" ]; then
  # JAVA_HOME of an old JDK may be the jre inside it.
  java_home=$(dirname "$java_home")
  [ -f "$java_home/include/jni.h" ] || unavailable "the JDK that built mmdflow has no include/jni.h; use a full JDK and build again"
fi

mkdir -p "$build"
log=$build/build.log
cores=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
echo "native engine: building with $compiler on $cores cores"
# shellcheck disable=SC2086 # options are words
if ! { cmake -S "$here" -B "$build" -DCMAKE_C_COMPILER="$compiler" -DMMDFLOW_JAVA_HOME="$java_home" ${MMDFLOW_CMAKE_OPTIONS:-} &&
  cmake --build "$build" --parallel "$cores"; } >"$log" 2>&1; then
  grep -E -A 3 'error|Error' "$log" | head -n 40 >&2
  echo "native engine: the build failed; the whole log is $log" >&2
  exit 1
fi

case $(uname -s) in
  Darwin) os=macos library=libmmdflow_cpu.dylib ;;
  *) os=linux library=libmmdflow_cpu.so ;;
esac
case $(uname -m) in
  x86_64 | amd64) machine=x86_64 ;;
  aarch64 | arm64) machine=aarch64 ;;
  *) machine=$(uname -m) ;;
esac
rm -f "$out/unavailable.txt"
mkdir -p "$out/$os-$machine"
cmp -s "$build/$library" "$out/$os-$machine/$library" || cp "$build/$library" "$out/$os-$machine/$library"
echo "native engine: ready"
