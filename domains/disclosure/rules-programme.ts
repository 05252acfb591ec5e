/**
 * Linear programming for tables of some dozen cells: `rows · x = rightSides`, `x >= 0`, with a two-phase primal simplex on a dense tableau
 * (Dantzig's rule, Bland's once it stalls, so that it always ends). Coefficients are -1, 0 and 1 here; 1e-7 tells zero from rounding.
 */
export type Programme = { readonly columns: number; readonly tableau: Float64Array[]; readonly basis: number[] };

export type Optimum = { value: number; at: Float64Array } | "unbounded";

const tiny = 1e-7;

function pivot(tableau: Float64Array[], basis: number[], reduced: Float64Array, row: number, column: number): void {
  const pivotRow = tableau[row]!;
  const scale = pivotRow[column]!;
  for (let j = 0; j < pivotRow.length; j++) pivotRow[j] = pivotRow[j]! / scale;
  for (const other of [...tableau, reduced]) {
    const factor = other[column]!;
    if (other === pivotRow || factor === 0) continue;
    for (let j = 0; j < other.length; j++) {
      const value = other[j]! - factor * pivotRow[j]!;
      other[j] = Math.abs(value) < 1e-11 ? 0 : value;
    }
  }
  basis[row] = column;
}

/** Minimises along `reduced` (reduced costs, last entry minus the value) over the first `columns` columns, in place. */
function run(tableau: Float64Array[], basis: number[], reduced: Float64Array, columns: number): "optimal" | "unbounded" {
  const last = reduced.length - 1;
  const patience = 5 * (tableau.length + columns);
  for (let step = 0; ; step++) {
    let entering = -1;
    let steepest = -tiny;
    for (let j = 0; j < columns; j++)
      if (reduced[j]! < steepest) {
        entering = j;
        if (step > patience) break;
        steepest = reduced[j]!;
      }
    if (entering === -1) return "optimal";
    let leaving = -1;
    let smallest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < tableau.length; i++) {
      const coefficient = tableau[i]![entering]!;
      if (coefficient <= tiny) continue;
      const ratio = tableau[i]![last]! / coefficient;
      if (ratio < smallest - tiny || (ratio < smallest + tiny && leaving !== -1 && basis[i]! < basis[leaving]!)) {
        smallest = Math.min(ratio, smallest);
        leaving = i;
      }
    }
    if (leaving === -1) return "unbounded";
    pivot(tableau, basis, reduced, leaving, entering);
  }
}

/** A first corner of the feasible region; undefined if there is none. Rows: coefficients by column. */
export function findFeasible(rows: readonly (readonly number[])[], rightSides: readonly number[], columns: number): Programme | undefined {
  const width = columns + rows.length + 1;
  const tableau = rows.map((row, i) => {
    const sign = rightSides[i]! < 0 ? -1 : 1;
    const line = new Float64Array(width);
    for (let j = 0; j < columns; j++) line[j] = sign * (row[j] ?? 0);
    line[columns + i] = 1;
    line[width - 1] = sign * rightSides[i]!;
    return line;
  });
  const basis = rows.map((_, i) => columns + i);
  const reduced = new Float64Array(width);
  for (const line of tableau) for (let j = 0; j < width; j++) if (j < columns || j === width - 1) reduced[j] = reduced[j]! - line[j]!;
  run(tableau, basis, reduced, columns);
  if (reduced[width - 1]! < -1e-6) return undefined;
  // an artificial column left in the basis stands at zero: replace it, or drop a row that says nothing new
  for (let i = 0; i < tableau.length; i++) {
    if (basis[i]! < columns) continue;
    let column = -1;
    for (let j = 0; j < columns && column === -1; j++) if (Math.abs(tableau[i]![j]!) > tiny) column = j;
    if (column === -1) {
      tableau.splice(i, 1);
      basis.splice(i, 1);
      i--;
    } else pivot(tableau, basis, reduced, i, column);
  }
  const slim = tableau.map((line) => {
    const kept = new Float64Array(columns + 1);
    kept.set(line.subarray(0, columns));
    kept[columns] = line[width - 1]!;
    return kept;
  });
  return { columns, tableau: slim, basis };
}

/** Smallest value of `costs · x`. The programme itself moves to the optimal corner, which starts the next search near. */
export function minimise(programme: Programme, costs: readonly number[]): Optimum {
  const { tableau, basis, columns } = programme;
  const reduced = new Float64Array(columns + 1);
  for (let j = 0; j < columns; j++) reduced[j] = costs[j] ?? 0;
  tableau.forEach((line, i) => {
    const cost = costs[basis[i]!] ?? 0;
    if (cost !== 0) for (let j = 0; j <= columns; j++) reduced[j] = reduced[j]! - cost * line[j]!;
  });
  if (run(tableau, basis, reduced, columns) === "unbounded") return "unbounded";
  const at = new Float64Array(columns);
  tableau.forEach((line, i) => (at[basis[i]!] = line[columns]!));
  return { value: -reduced[columns]!, at };
}
