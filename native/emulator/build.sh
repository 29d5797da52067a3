#!/bin/sh
# build.sh FOLDER: the emulated driver with the kernels of kernels/cuda, as FOLDER/libcuda.so.1; nothing where it is
# there already and nothing has changed. MMDFLOW_EMULATOR_FLAGS are more options of the compiler, MMDFLOW_EMULATOR_KERNELS a pattern of the
# images' names (all otherwise).
set -eu
mkdir -p "$1/objects"
out=$(cd "$1" && pwd)
cd "$(dirname "$0")"
here=$(pwd)
kernels=$here/../../kernels
compiler=${CXX:-g++}
kernel_options="-O1 -march=x86-64-v3 -fno-math-errno -fno-trapping-math -ffp-contract=off -w -DMMDFLOW_EMULATED=1"
options="-std=gnu++17 -fPIC -fno-strict-aliasing -fvisibility=hidden ${MMDFLOW_EMULATOR_FLAGS-}"

one() { # name source options...
  name=$1 source=$2
  shift 2
  object=$out/objects/$name.o
  case $source in
    *.cu)
      # -O1 makes compiling and running together shortest. Nothing is contracted but what is written.
      words=$(echo "$*" | sed 's/-fmad=false//')
      set -- $kernel_options -include "$out/cuda.h" $words -x c++
      ;;
    *) set -- -O2 -Wall -Wextra -Wno-unused-function ;;
  esac
  $compiler $options "$@" -c "$source" -o "$object"
}

if [ "${2-}" ]; then
  one $2
  exit
fi

# One at a time: what another build has made need not be made again.
if command -v flock > /dev/null; then
  exec 9> "$out/lock"
  flock 9
fi

grep -ho '^API cu[A-Za-z0-9_]*' src/*.cpp | cut -d ' ' -f 2 | sort > "$out/emulated.txt"
{
  echo "#include \"$here/src/others.h\""
  grep -vxFf "$out/emulated.txt" jcuda-symbols.txt | sed 's/.*/NOT_EMULATED(&)/'
} > "$out/others.new"
cmp -s "$out/others.new" "$out/others.cpp" || mv "$out/others.new" "$out/others.cpp"

asked="${MMDFLOW_EMULATOR_KERNELS:-.} ${MMDFLOW_EMULATOR_FLAGS-}"
if [ "$(cat "$out/asked.txt" 2> /dev/null)" = "$asked" ] && [ -f "$out/libcuda.so.1" ] && [ -z "$(find . "$kernels/common" \
  "$kernels/cuda" -maxdepth 2 \( -name '*.h' -o -name '*.cpp' -o -name '*.cu' -o -name '*.sh' \) \
  -newer "$out/libcuda.so.1")" ]; then
  exit
fi
rm -f "$out/libcuda.so.1"

# Read once, for all kernels: gcc takes what it made of cuda.h instead of it.
echo "#include \"$here/device/cuda.h\"" > "$out/cuda.h"
$compiler $options $kernel_options -x c++-header "$out/cuda.h" -o "$out/cuda.h.gch"

{
  for file in "$here"/src/*.cpp; do echo "$(basename "$file" .cpp) $file"; done
  echo "others $out/others.cpp"
  sh "$kernels/cuda/variants.sh" | grep "${MMDFLOW_EMULATOR_KERNELS:-.}" | sed "s: : $kernels/cuda/:"
} > "$out/pieces.txt"
tr '\n' '\0' < "$out/pieces.txt" | xargs -0 -n 1 -P "$(getconf _NPROCESSORS_ONLN)" sh "$here/build.sh" "$out"
cut -d ' ' -f 1 "$out/pieces.txt" | sed "s:.*:$out/objects/&.o:" > "$out/objects.txt"
$compiler -shared ${MMDFLOW_EMULATOR_FLAGS-} -Wl,-soname,libcuda.so.1 -Wl,-z,defs -o "$out/libcuda.so.1" "@$out/objects.txt" -lpthread
echo "$asked" > "$out/asked.txt"
