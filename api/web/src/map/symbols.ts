// api/web: the map's icons. Each kind differs in shape and letter, so that none is told by colour alone.

interface Symbol {
  shape: "circle" | "ring" | "square" | "diamond";
  letter: string;
  color: string;
  closed?: boolean;
}

const kCanteen = "#b5420b";
const kCare = "#0b6b5f";
const kClosed = "#686868";

export const symbols: Record<string, Symbol> = {
  canteen: { shape: "circle", letter: "餐", color: kCanteen },
  "canteen-closed": { shape: "circle", letter: "餐", color: kClosed, closed: true },
  "meal-point": { shape: "ring", letter: "餐", color: kCanteen },
  "meal-point-closed": { shape: "ring", letter: "餐", color: kClosed, closed: true },
  care: { shape: "square", letter: "养", color: kCare },
  "care-closed": { shape: "square", letter: "养", color: kClosed, closed: true },
  organisation: { shape: "diamond", letter: "", color: "#7a3f8a" },
};

const kSize = 28; // CSS pixels

function outline(shape: Symbol["shape"], size: number): Path2D {
  const path = new Path2D();
  const middle = size / 2;
  if (shape === "square") path.roundRect(size * 0.1, size * 0.1, size * 0.8, size * 0.8, size * 0.16);
  else if (shape === "diamond") {
    const reach = size * 0.3;
    path.moveTo(middle, middle - reach);
    path.lineTo(middle + reach, middle);
    path.lineTo(middle, middle + reach);
    path.lineTo(middle - reach, middle);
    path.closePath();
  } else path.arc(middle, middle, size * 0.42, 0, 2 * Math.PI);
  return path;
}

/** The icon at `ratio` device pixels a CSS pixel. */
export function draw(id: string, ratio: number): ImageData {
  const symbol = symbols[id]!;
  const size = kSize * ratio;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const context = canvas.getContext("2d")!;
  const hollow = symbol.shape === "ring" || symbol.closed;
  const path = outline(symbol.shape, size);
  context.lineJoin = "round";
  context.strokeStyle = "#ffffff";
  context.lineWidth = size * 0.14;
  context.stroke(path);
  context.fillStyle = hollow ? "#ffffff" : symbol.color;
  context.fill(path);
  context.strokeStyle = symbol.color;
  context.lineWidth = size * 0.075;
  if (hollow) context.stroke(path);
  context.fillStyle = hollow ? symbol.color : "#ffffff";
  context.font = `700 ${Math.round(size * 0.52)}px "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(symbol.letter, size / 2, size * 0.53);
  if (symbol.closed) strikeOut(context, size, symbol.color);
  return context.getImageData(0, 0, size, size);
}

function strikeOut(context: CanvasRenderingContext2D, size: number, color: string): void {
  for (const [width, style] of [[0.16, "#ffffff"], [0.08, color]] as const) {
    context.beginPath();
    context.moveTo(size * 0.16, size * 0.84);
    context.lineTo(size * 0.84, size * 0.16);
    context.lineWidth = size * width;
    context.strokeStyle = style;
    context.stroke();
  }
}

/** The same icon as a picture for the legend. */
export function pictureOf(id: string): string {
  const image = draw(id, 2);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = image.width;
  canvas.getContext("2d")!.putImageData(image, 0, 0);
  return canvas.toDataURL();
}
