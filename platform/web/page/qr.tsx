import type { ReactNode } from "react";
import { encode } from "uqr";

/** A square code for a camera. Whoever has none types what stands beside it. */
export function QrCode(it: { readonly value: string; readonly label: string }): ReactNode {
  const { size, data } = encode(it.value, { border: 4, ecc: "M" });
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={it.label} shapeRendering="crispEdges">
      <path d={dark} fill="currentColor" />
    </svg>
  );
}
