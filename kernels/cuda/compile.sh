#!/bin/sh
# compile.sh FOLDER: the images of variants.sh as PTX, for any GPU from compute capability 7.5 on (8.0 for tensor
# cores), index.txt, and sources.txt, which says of what text and by what compiler. Their header says CUDA 12.0, which
# every driver of CUDA 12 takes; ptxas assembles each as that.
# compile.sh --check FOLDER: fails where the text has changed since; where the same nvcc is here, and may be run so
# that its output is always the same, compiles every fortieth image again and fails on a difference.
set -eu
here=$(cd "$(dirname "$0")" && pwd)

sources() {
  (cd "$here/.." && cat common/*.h cuda/*.h cuda/*.cu cuda/variants.sh | sha256sum | cut -d ' ' -f 1)
  compiler
}

compiler() { nvcc --version 2> /dev/null | sed -n 's/^Cuda compilation tools, release [0-9.]*, V/nvcc /p'; }

ptx() { # folder name source options...
  out=$1 name=$2 source=$3
  shift 3
  arch=75
  case $name in *_tensor_*) arch=80 ;; esac
  (cd "$here" && steadily nvcc -std=c++17 -arch=compute_$arch -ptx -diag-suppress 177,550 "$@" "$source" -o "$out/$name.new")
  # The compiler's build is nobody's business, and the header is for older drivers.
  sed -e '/^\/\//d' -e '/^$/d' -e '/used_bytes_mask/d' -e 's/^\.version .*/.version 8.0/' "$out/$name.new" > "$out/$name.ptx"
  rm "$out/$name.new"
}

# The compiler's output depends on where the system happens to put its memory, unless that is always the same.
steadily() { setarch -R "$@"; }

each() { # command folder: runs `compile.sh command folder line` for the lines of standard input
  tr '\n' '\0' | xargs -0 -n 1 -P "$(getconf _NPROCESSORS_ONLN)" sh "$here/compile.sh" "$1" "$2"
}

case $1 in
  --one)
    ptx "$2" $3
    name=${3%% *} arch=75
    case $name in *_tensor_*) arch=80 ;; esac
    ptxas -arch=sm_$arch "$2/$name.ptx" -o /dev/null
    ;;
  --again)
    scratch=$(mktemp -d)
    ptx "$scratch" $3
    cmp "$scratch/${3%% *}.ptx" "$2/${3%% *}.ptx"
    rm -r "$scratch"
    ;;
  --check)
    folder=$(cd "$2" && pwd)
    if [ "$(sed -n 1p "$folder/sources.txt")" != "$(sources | sed -n 1p)" ]; then
      echo "the kernels have changed since kernels/cuda/prebuilt was compiled; run kernels/cuda/compile.sh kernels/cuda/prebuilt" >&2
      exit 1
    fi
    if [ "$(sed -n 2p "$folder/sources.txt")" = "$(compiler)" ] && steadily true 2> /dev/null; then
      sed -n '1~40p' "$folder/index.txt" | each --again "$folder"
    fi
    ;;
  *)
    mkdir -p "$1"
    folder=$(cd "$1" && pwd)
    rm -f "$folder"/*
    sh "$here/variants.sh" > "$folder/index.txt"
    each --one "$folder" < "$folder/index.txt"
    sources > "$folder/sources.txt"
    ;;
esac
