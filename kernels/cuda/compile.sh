#!/bin/sh
# compile.sh FOLDER: the images of variants.sh as PTX, for any GPU from compute capability 7.5 on (8.0 for tensor
# cores), and index.txt.
# Their header says CUDA 12.0, which every driver of CUDA 12 takes; ptxas assembles each as that.
set -eu
mkdir -p "$1"
out=$(cd "$1" && pwd)
cd "$(dirname "$0")"
sh variants.sh > "$out/index.txt"
one() {
  set -- $1
  name=$1 source=$2
  shift 2
  arch=75
  case $name in *_tensor_*) arch=80 ;; esac
  nvcc -std=c++17 -arch=compute_$arch -ptx "$@" "$source" -o "$out/$name.new"
  # The compiler's date and build are nobody's business, and the header is for older drivers.
  sed -e '/^\/\//d' -e '/^$/d' -e '/used_bytes_mask/d' -e 's/^\.version .*/.version 8.0/' "$out/$name.new" > "$out/$name.ptx"
  rm "$out/$name.new"
  ptxas -arch=sm_$arch "$out/$name.ptx" -o /dev/null
}
export out
jobs=$(getconf _NPROCESSORS_ONLN 2> /dev/null || echo 2)
if [ "${2-}" ]; then
  one "$2"
else
  tr '\n' '\0' < "$out/index.txt" | xargs -0 -n 1 -P "$jobs" sh "./$(basename "$0")" "$out"
fi
