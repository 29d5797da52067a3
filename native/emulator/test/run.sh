#!/bin/sh
# run.sh FOLDER: builds the emulated driver with kernels that have mistakes, in FOLDER, and asks whether it finds each,
# in several orders of threads and blocks.
set -eu
mkdir -p "$1"
out=$(cd "$1" && pwd)
cd "$(dirname "$0")"
compiler=${CXX:-g++}
$compiler -std=gnu++17 -O1 -g -fno-strict-aliasing -w -DMMDFLOW_EMULATED=1 ${MMDFLOW_EMULATOR_FLAGS-} \
  -include ../device/cuda.h -x c++ -c planted.cu -o "$out/planted-kernels.o"
$compiler -std=gnu++17 -O1 -g -fno-strict-aliasing -Wall -Wextra ${MMDFLOW_EMULATOR_FLAGS-} \
  planted.cpp ../src/*.cpp "$out/planted-kernels.o" -lpthread -o "$out/planted"
for seed in 1 2 3 4 5; do
  printf 'order %s: ' $seed
  if ! MMDFLOW_EMULATOR_SEED=$seed "$out/planted" 2> "$out/said.txt"; then
    tail -n 30 "$out/said.txt"
    exit 1
  fi
done
