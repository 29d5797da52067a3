"""Writes the files of this folder with numpy, into the working folder: the readers must agree with it.

Every array is 5 x 3; element (i, j) is 3 i + j, minus 2.25 for floats, minus 2 for signed integers.
"""
import numpy as np

base = np.arange(15).reshape(5, 3)
for code in ["f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8"]:
    shift = {"f": 2.25, "i": 2, "u": 0}[code[0]]
    values = base - shift if shift else base
    for order in "CF":
        for endian in "<>":
            if code[1] == "1" and endian == ">":
                continue
            name = f"{code}-{order}-{'little' if endian == '<' else 'big'}.npy"
            np.save(name, np.array(values, dtype=endian + code, order=order))

with open("f8-version-2.npy", "wb") as file:
    np.lib.format.write_array(file, base - 2.25, version=(2, 0))
with open("f8-version-3.npy", "wb") as file:
    np.lib.format.write_array(file, base - 2.25, version=(3, 0))
np.save("vector.npy", np.arange(5) - 2.25)
np.savez("stored.npz", a=base - 2.25, b=np.zeros((2, 2)))
np.savez_compressed("deflated.npz", a=base - 2.25, b=np.zeros((2, 2)))
np.savez("single.npz", base - 2.25)
np.savetxt("savetxt.csv", base - 2.25, delimiter=",", header="x,y,z")
np.save("objects.npy", np.array([{"a": 1}, 2], dtype=object), allow_pickle=True)
np.save("structured.npy", np.zeros(3, dtype=[("x", "f4"), ("y", "f4")]))
