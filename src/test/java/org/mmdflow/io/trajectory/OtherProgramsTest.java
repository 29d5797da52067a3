package org.mmdflow.io.trajectory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmdflow.io.ElementType;
import org.mmdflow.measure.Points;

/** VTK reads .vtp files and ASE reads .xyz files to the same bits, where they are installed. */
class OtherProgramsTest {
  private static final int N = 13;

  private static final String VTK =
      """
      import sys, vtk
      reader = vtk.vtkXMLPolyDataReader()
      reader.SetFileName(sys.argv[1])
      reader.Update()
      cloud = reader.GetOutput()
      print(cloud.GetNumberOfPoints(), cloud.GetNumberOfVerts())
      print(cloud.GetFieldData().GetArray('TimeValue').GetValue(0).hex())
      for i in range(cloud.GetNumberOfVerts()):
          print(cloud.GetCell(i).GetPointId(0))
      for i in range(cloud.GetNumberOfPoints()):
          print(*[x.hex() for x in cloud.GetPoint(i)])
      for k in range(cloud.GetPointData().GetNumberOfArrays()):
          array = cloud.GetPointData().GetArray(k)
          for i in range(array.GetNumberOfTuples()):
              print(float(array.GetTuple1(i)).hex())
      """;

  private static final String ASE =
      """
      import sys, ase.io
      for atoms in ase.io.read(sys.argv[1], index=':', format='extxyz'):
          print(len(atoms), atoms.info['Step'], float(atoms.info['Time']).hex(), atoms.pbc.any())
          for i in range(len(atoms)):
              print(*[float(x).hex() for x in atoms.positions[i]], atoms.arrays['id'][i])
      """;

  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource({"2,FLOAT32,false", "5,FLOAT64,true"})
  void vtkReadsFrames(int d, ElementType type, boolean weighted) throws Exception {
    Trajectory t = Sample.of(N, d, type, weighted);
    Path file =
        TrajectoryFiles.write(t, Optional.empty(), TrajectoryFormat.VTP, dir, () -> {}).get(2);
    Points points = Sample.frame(1, N, d, type);
    List<String> expected = new ArrayList<>(List.of("" + N, "" + N));
    expected.add(hex(Sample.MOMENTS.get(1).time()));
    for (int p = 0; p < N; p++) {
      expected.add("" + p);
    }
    addPositions(points, expected, false);
    for (int p = 0; p < N; p++) {
      expected.add(hex(p + 1));
    }
    for (int p = 0; weighted && p < N; p++) {
      expected.add(hex(Sample.weights(N).get(p)));
    }
    for (int axis = 3; axis < d; axis++) {
      for (int p = 0; p < N; p++) {
        expected.add(hex(points.get(p, axis)));
      }
    }
    assertThat(doubles(PythonReader.run("vtk", VTK, file.toString()))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1,FLOAT64,true", "4,FLOAT64,false"})
  void aseReadsFrames(int d, ElementType type, boolean weighted) throws Exception {
    Trajectory t = Sample.of(N, d, type, weighted);
    Path file =
        TrajectoryFiles.write(t, Optional.empty(), TrajectoryFormat.XYZ, dir, () -> {}).get(0);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      expected.add("" + N);
      expected.add("" + Sample.MOMENTS.get(i).step());
      expected.add(hex(Sample.MOMENTS.get(i).time()));
      expected.add("False");
      addPositions(Sample.frame(i, N, d, type), expected, true);
    }
    assertThat(doubles(PythonReader.run("ase", ASE, file.toString()))).isEqualTo(expected);
  }

  private static void addPositions(Points points, List<String> expected, boolean numbered) {
    for (int p = 0; p < N; p++) {
      for (int axis = 0; axis < 3; axis++) {
        expected.add(hex(axis < points.d() ? points.get(p, axis) : 0));
      }
      if (numbered) {
        expected.add("" + (p + 1));
      }
    }
  }

  /** Python's way of writing the bits of a number, in Java's form. */
  private static List<String> doubles(List<String> words) {
    return words.stream()
        .map(word -> word.contains("0x") ? hex(Double.parseDouble(word)) : word)
        .toList();
  }

  private static String hex(double value) {
    return Double.toHexString(value);
  }
}
