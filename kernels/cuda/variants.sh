#!/bin/sh
# What is compiled for CUDA, a line each: the image's name, its source, the options of its compiler. Sums are
# called KIND_DIMENSION_PRECISION. A kind is a profile, or `radial` for any sum of kernels of distances, or `mixed`
# for any sum. A dimension takes all that are at most that, with zeros for what is missing; `any` takes all.
set -eu

common() { # name precision
  echo "-DMMDFLOW_SUFFIX=$1 -DMMDFLOW_DOUBLE=$([ "$2" = double ] && echo 1 || echo 0) -DMMDFLOW_SUM_DOUBLE=1"
}

tensor_sums() { # kind dimension tiles
  for speed in tensor tensor_fast; do
    name=$1_$2_${speed}_float
    echo "$name sums.cu $(common "$name" float) -DMMDFLOW_DIMENSION=$2 -DMMDFLOW_TILES=$3 -DMMDFLOW_ROWS=4" \
      "-DMMDFLOW_FAST=$([ $speed = tensor_fast ] && echo 1 || echo 0)" \
      "-DMMDFLOW_ITEMS=128 -DMMDFLOW_RADIAL=1 -DMMDFLOW_INNER=0 -DMMDFLOW_PROFILE=PROFILE_$1"
  done
}

sums() { # kind dimension precision rows items
  name=$1_$2_$3
  case $1 in
    radial) kernel="-DMMDFLOW_RADIAL=1 -DMMDFLOW_INNER=0" ;;
    mixed) kernel="-DMMDFLOW_RADIAL=1 -DMMDFLOW_INNER=1" ;;
    polynomial) kernel="-DMMDFLOW_RADIAL=0 -DMMDFLOW_INNER=1 -DMMDFLOW_PROFILE=PROFILE_$1" ;;
    *) kernel="-DMMDFLOW_RADIAL=1 -DMMDFLOW_INNER=0 -DMMDFLOW_PROFILE=PROFILE_$1" ;;
  esac
  [ "$2" = any ] && dimension=0 || dimension=$2
  echo "$name sums.cu $(common "$name" "$3") -DMMDFLOW_DIMENSION=$dimension" \
    "-DMMDFLOW_ROWS=$4 -DMMDFLOW_ITEMS=$5 -DMMDFLOW_SHARED=1 -DMMDFLOW_SUMS_SHARED=1 $kernel"
}

few_sums() { # kind dimension precision rows items
  name=$1_$2_few_$3
  echo "$name $(sums "$1" "$2" "$3" "$4" "$5" | cut -d ' ' -f 2- | sed "s/SUFFIX=[a-z0-9_]*/SUFFIX=$name/") -DMMDFLOW_FEW=1"
}

# Particles of an item: as many as registers hold with their sums.
for kind in gaussian laplace matern32 matern52 inverse_root inverse inverse_power energy riesz polynomial; do
  for d in 1 2 3 4; do sums $kind $d float 4 128; done
  for d in 5 6 8 10 12; do sums $kind $d float 2 128; done
  sums $kind 16 float 1 128
  sums $kind any float 1 64
done
for kind in gaussian matern32 matern52 inverse_root inverse inverse_power; do
  for d in 16 32; do tensor_sums $kind $d 2; done
  for d in 64 128; do tensor_sums $kind $d 1; done
done
for d in 2 3 8 16; do
  for kind in gaussian laplace matern32 matern52 inverse_root inverse inverse_power energy riesz polynomial; do
    few_sums $kind $d float 4 128
  done
  for kind in radial mixed; do
    few_sums $kind $d float $([ $d -le 8 ] && echo 4 || echo 2) 128
    few_sums $kind $d double $([ $d -le 3 ] && echo 4 || echo 1) 64
  done
done
for precision in float double; do
  for kind in radial mixed; do
    for d in 1 2 3; do sums $kind $d $precision 2 128; done
    for d in 4 8 16; do sums $kind $d $precision 1 128; done
    sums $kind any $precision 1 32
  done
  for file in finish steps; do
    echo "${file}_$precision $file.cu $(common ${file}_$precision $precision)$(
      [ $file = steps ] && echo ' -fmad=false' || true)"
  done
done
