"""What a table must say of the machine, and where the programs are."""

import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys


class Machine:
    def __init__(self, threads):
        self.cpus = sorted(os.sched_getaffinity(0))
        if threads > len(self.cpus):
            sys.exit(f"bench/peers/run: {threads} threads, but {len(self.cpus)} processors; use --threads")
        text = pathlib.Path("/proc/cpuinfo").read_text()
        self.model = self.first(text, r"model name\s*: (.*)")
        self.family = self.first(text, r"cpu family\s*: (.*)")
        self.flags = self.first(text, r"flags\s*: (.*)").split()
        home = os.environ.get("JAVA_HOME")
        self.java = f"{home}/bin/java" if home else shutil.which("java")

    @staticmethod
    def first(text, pattern):
        found = re.search(pattern, text)
        return found.group(1) if found else ""

    @property
    def wide(self):
        return "avx512vl" in self.flags

    @property
    def blas_core(self):
        """What OpenBLAS should take on such a processor; old versions take Haswell for newer ones."""
        return "SKYLAKEX" if self.wide else "HASWELL"

    @property
    def aten(self):
        """Likewise PyTorch's vector code."""
        return "avx512" if self.wide else "avx2"

    def python(self, modules):
        """The first interpreter that has them; this one if none has, to say so."""
        candidates = [sys.executable, shutil.which("python3"), "/usr/bin/python3"]
        for candidate in candidates:
            if candidate and pathlib.Path(candidate).exists():
                look = f"import importlib.util as u, sys; sys.exit(None in map(u.find_spec, {modules!r}))"
                if subprocess.run([candidate, "-c", look]).returncode == 0:
                    return candidate
        return sys.executable

    def siblings(self):
        try:
            shared = pathlib.Path("/sys/devices/system/cpu/cpu0/topology/thread_siblings_list").read_text().strip()
        except OSError:
            return "unknown whether processors share cores"
        if shared.isdigit():
            return "each a core of its own by the system's word"
        return f"of which {shared} share a core"

    def describe(self):
        vectors = "AVX-512" if self.wide else "AVX2" if "avx2" in self.flags else "neither AVX2 nor AVX-512"
        java = subprocess.run([self.java, "-version"], capture_output=True, text=True).stderr.splitlines()
        return [
            f"- {self.model} (family {self.family}, {vectors}), {len(self.cpus)} processors, {self.siblings()}",
            f"- {platform.system()} {platform.release().split('-')[0]}; {java[0] if java else 'no Java'}",
        ]
