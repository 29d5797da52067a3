#!/bin/sh
# report.sh FOLDER: assembles the images of FOLDER for the GPUs that are in use and prints what each entry takes:
# registers of a thread and bytes of shared memory, by compute capability. Fails where one spills.
set -eu
folder=$1
architectures="75 80 86 89 90"
one() {
  for arch in $architectures; do
    case $1 in *_tensor_*) [ "$arch" = 75 ] && continue ;; esac
    ptxas -v -arch=sm_$arch "$folder/$1.ptx" -o /dev/null 2>&1 | awk -v arch=$arch '
      /Compiling entry function/ { split($0, quoted, "\047"); entry = quoted[2] }
      /bytes spill stores/ { spill = $5 + $9 }
      /Used [0-9]+ registers/ {
        shared = 0
        for (i = 1; i < NF; i++) if ($(i + 1) ~ /^smem/) shared = $(i - 1)
        print entry, arch, $5, shared, spill
      }'
  done
}
if [ "${2-}" ]; then
  one "$2"
  exit
fi
cut -d ' ' -f 1 "$folder/index.txt" | xargs -n 1 -P "$(getconf _NPROCESSORS_ONLN)" sh "$0" "$folder" | sort | awk '
  { at[$1] = at[$1] " " $2 ":" $3 "/" $4; if ($5 > 0) { spilt = spilt "\n" $1 " on sm_" $2 ": " $5 " bytes" } }
  END {
    print "# entry, then by compute capability registers of a thread / bytes of shared memory; no entry spills"
    for (entry in at) print entry at[entry] | "sort"
    close("sort")
    if (spilt != "") { print "spills:" spilt > "/dev/stderr"; exit 1 }
  }'
