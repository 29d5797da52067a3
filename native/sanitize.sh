#!/usr/bin/env bash
# The native CPU engine under gcc's sanitizers, after a build of the classes:
#   address and undefined behaviour: the checks in C, of every instruction set that runs here, then the contract suite with the
#     best one, and the engine's other tests in Java, which call a library so built;
#   thread: the checks in C, which run steps and sums on one to four threads, without vectors: what threads
#     share is the same with all of them.
#
#   native/sanitize.sh [JAVA_HOME]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
java_home=${1:-${JAVA_HOME:?say where a JDK is}}
cores=$(getconf _NPROCESSORS_ONLN)

best=avx2
if grep -q avx512f /proc/cpuinfo; then best=avx512; elif [ "$(uname -m)" = aarch64 ]; then best=neon; fi
runnable=$best
if [ "$best" = avx512 ]; then runnable='avx2|avx512'; fi

check() { # SANITIZER CHECKS INSTRUCTION_SETS
  local build=$PWD/target/native-$1
  cmake -S native -B "$build" -DMMDFLOW_SANITIZE="$1" -DMMDFLOW_TESTS=ON -DMMDFLOW_WERROR=ON \
    -DMMDFLOW_INSTRUCTION_SETS="$3" -DMMDFLOW_JAVA_HOME="$java_home" >/dev/null
  echo "== sanitizer $1: building"
  cmake --build "$build" --parallel "$cores" >/dev/null
  ctest --test-dir "$build" --parallel "$cores" --output-on-failure --tests-regex "$2" --no-tests=error
}

check thread 'plain|team' plain
check address . "$runnable"

# The process that loads the library has to have the sanitizer before it starts.
jvm=$PWD/target/native-address/jvm/bin
mkdir -p "$jvm"
cat >"$jvm/java" <<JVM
#!/bin/sh
export LD_PRELOAD=$(gcc -print-file-name=libasan.so) ASAN_OPTIONS=handle_segv=0:detect_leaks=0
exec "$java_home/bin/java" -Dmmdflow.cpu.library=$PWD/target/native-address/libmmdflow_cpu.so "\$@"
JVM
chmod +x "$jvm/java"
echo "== sanitizer address: the tests in Java"
JAVA_HOME=$java_home mvn -B -ntp surefire:test -Djvm="$jvm/java" \
  -Dtest="${best^}ContractTest,CpuEngineTest,NativeStepTest,NativePerturbationTest,NativeSubsetSumsTest"
