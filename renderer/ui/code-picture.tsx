/** A QR code, black on white in every theme: readers want it so. `label` says what it leads to. */
export function CodePicture({ path, viewBox, label }: { path: string; viewBox: string; label: string }) {
  const [x, y, width, height] = viewBox.split(' ')
  return (
    <svg className="code-picture" viewBox={viewBox} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect x={x} y={y} width={width} height={height} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
