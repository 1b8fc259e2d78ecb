/**
 * The example pictures: an old walk-up's stairwell with two e-bikes, the same stairwell cleared, and gas cylinders in a
 * passage. Drawn on a canvas of 720 × 960 so that no photograph of real people's homes is needed.
 */

type Pen = CanvasRenderingContext2D;

/** Two e-bikes in front of the stairs, one of them charging from a wire down the wall. */
export function drawStairwellWithBikes(pen: Pen): void {
  drawStairwell(pen);
  drawWire(pen);
  drawBike(pen, { x: 330, y: 800, scale: 1, colour: "#c4473a" });
  drawBike(pen, { x: 120, y: 880, scale: 1.12, colour: "#2f6f8f" });
  drawGrain(pen);
}

/** The same place with nothing in it. */
export function drawClearedStairwell(pen: Pen): void {
  drawStairwell(pen);
  drawGrain(pen);
}

/** Two gas cylinders and a stove's hose in a passage. */
export function drawGasCylinder(pen: Pen): void {
  drawWalls(pen, { upper: "#cfc9b8", lower: "#7d9180" });
  fill(pen, "#4a3f35", [470, 180, 190, 500]);
  fill(pen, "#5d5044", [486, 196, 158, 468]);
  disc(pen, { x: 500, y: 440, radius: 9, colour: "#d9c27a" });
  drawCylinder(pen, { x: 120, y: 560, scale: 1.1, colour: "#6f7f8c" });
  drawCylinder(pen, { x: 300, y: 600, scale: 0.95, colour: "#a3562f" });
  curve(pen, { colour: "#d8792b", width: 9, points: [208, 540, 260, 420, 330, 640, 372, 585] });
  drawGrain(pen);
}

function drawStairwell(pen: Pen): void {
  drawWalls(pen, { upper: "#d8d3c6", lower: "#8fa79a" });
  for (let step = 0; step < 9; step += 1) {
    const y = 640 - step * 46;
    const x = 380 + step * 26;
    fill(pen, step % 2 === 0 ? "#9b978d" : "#a5a197", [x, y, 720 - x, 50]);
    fill(pen, "#77736a", [x, y + 38, 720 - x, 12]);
  }
  line(pen, { colour: "#6b4a33", width: 14, points: [372, 470, 620, 30] });
  for (let post = 0; post < 6; post += 1) {
    const x = 384 + post * 44;
    line(pen, { colour: "#59636b", width: 7, points: [x, 640 - post * 78, x, 452 - post * 78] });
  }
  fill(pen, "#f4f0e4", [60, 120, 190, 120]);
  fill(pen, "#b8382e", [60, 120, 190, 34]);
  write(pen, { text: "消防通道", x: 92, y: 146, size: 26, colour: "#fff7e8" });
  write(pen, { text: "2F", x: 120, y: 216, size: 50, colour: "#4b5a52" });
}

function drawWalls(pen: Pen, colours: { readonly upper: string; readonly lower: string }): void {
  const light = pen.createLinearGradient(0, 0, 720, 700);
  light.addColorStop(0, "#f1ecdd");
  light.addColorStop(1, colours.upper);
  pen.fillStyle = light;
  pen.fillRect(0, 0, 720, 960);
  fill(pen, colours.lower, [0, 400, 720, 290]);
  fill(pen, "#5f7267", [0, 396, 720, 8]);
  const floor = pen.createLinearGradient(0, 690, 0, 960);
  floor.addColorStop(0, "#85817a");
  floor.addColorStop(1, "#a8a39a");
  pen.fillStyle = floor;
  pen.fillRect(0, 690, 720, 270);
  for (let tile = 0; tile < 7; tile += 1)
    line(pen, { colour: "#78746c", width: 2, points: [tile * 130 - 60, 960, 150 + tile * 70, 690] });
  for (const y of [735, 800, 880]) line(pen, { colour: "#78746c", width: 2, points: [0, y, 720, y] });
}

function drawBike(
  pen: Pen,
  bike: { readonly x: number; readonly y: number; readonly scale: number; readonly colour: string },
): void {
  pen.save();
  pen.translate(bike.x, bike.y);
  pen.scale(bike.scale, bike.scale);
  pen.fillStyle = "rgba(30, 28, 25, 0.28)";
  pen.beginPath();
  pen.ellipse(150, 22, 190, 22, 0, 0, Math.PI * 2);
  pen.fill();
  for (const x of [30, 272]) {
    disc(pen, { x, y: -34, radius: 56, colour: "#24272a" });
    disc(pen, { x, y: -34, radius: 34, colour: "#a9aeb2" });
    disc(pen, { x, y: -34, radius: 10, colour: "#3a3e42" });
  }
  shape(pen, bike.colour, [
    [-12, -84],
    [20, -152],
    [104, -140],
    [136, -64],
    [210, -64],
    [226, -188],
    [262, -192],
    [292, -92],
    [240, -104],
    [222, -30],
    [92, -30],
    [66, -90],
  ]);
  shape(pen, "#1f2224", [
    [-6, -158],
    [118, -150],
    [126, -178],
    [8, -186],
  ]);
  line(pen, { colour: "#33383c", width: 11, points: [244, -186, 230, -246] });
  line(pen, { colour: "#1f2224", width: 13, points: [200, -250, 262, -242] });
  line(pen, { colour: "#33383c", width: 4, points: [222, -250, 212, -292] });
  disc(pen, { x: 210, y: -298, radius: 17, colour: "#2a2e31" });
  disc(pen, { x: 268, y: -172, radius: 15, colour: "#f6e7b0" });
  pen.restore();
}

function drawWire(pen: Pen): void {
  curve(pen, { colour: "#e9c53c", width: 8, points: [300, 0, 250, 300, 420, 420, 400, 690] });
  fill(pen, "#f2f1ec", [380, 680, 60, 30]);
}

function drawCylinder(
  pen: Pen,
  at: { readonly x: number; readonly y: number; readonly scale: number; readonly colour: string },
): void {
  pen.save();
  pen.translate(at.x, at.y);
  pen.scale(at.scale, at.scale);
  pen.fillStyle = "rgba(30, 28, 25, 0.3)";
  pen.beginPath();
  pen.ellipse(80, 292, 104, 18, 0, 0, Math.PI * 2);
  pen.fill();
  const round = pen.createLinearGradient(0, 0, 160, 0);
  round.addColorStop(0, "#33383c");
  round.addColorStop(0.35, at.colour);
  round.addColorStop(1, "#2c3034");
  pen.fillStyle = round;
  pen.beginPath();
  pen.roundRect(0, 20, 160, 270, 58);
  pen.fill();
  fill(pen, "#3a3e42", [28, 276, 104, 20]);
  line(pen, { colour: "#4c5257", width: 12, points: [36, 26, 36, -28, 124, -28, 124, 26] });
  fill(pen, "#c9a24a", [70, -20, 22, 42]);
  write(pen, { text: "液化气", x: 36, y: 166, size: 30, colour: "#f3efe4" });
  pen.restore();
}

/** The unevenness of a phone's picture in bad light; a fixed pattern, so that the same scene is the same file. */
function drawGrain(pen: Pen): void {
  const shade = pen.createRadialGradient(360, 420, 260, 360, 480, 720);
  shade.addColorStop(0, "rgba(20, 18, 14, 0)");
  shade.addColorStop(1, "rgba(20, 18, 14, 0.46)");
  pen.fillStyle = shade;
  pen.fillRect(0, 0, 720, 960);
  let place = 7;
  for (let dot = 0; dot < 6_000; dot += 1) {
    // A small congruential generator: scattered, and the same every time.
    place = (place * 16_807) % 2_147_483_647;
    pen.fillStyle = dot % 2 === 0 ? "rgba(255, 255, 255, 0.05)" : "rgba(0, 0, 0, 0.06)";
    pen.fillRect(place % 720, Math.floor(place / 720) % 960, 2, 2);
  }
}

function fill(pen: Pen, colour: string, [x, y, width, height]: readonly [number, number, number, number]): void {
  pen.fillStyle = colour;
  pen.fillRect(x, y, width, height);
}

function disc(
  pen: Pen,
  at: { readonly x: number; readonly y: number; readonly radius: number; readonly colour: string },
): void {
  pen.fillStyle = at.colour;
  pen.beginPath();
  pen.arc(at.x, at.y, at.radius, 0, Math.PI * 2);
  pen.fill();
}

function shape(pen: Pen, colour: string, corners: readonly (readonly [number, number])[]): void {
  pen.fillStyle = colour;
  pen.beginPath();
  for (const [x, y] of corners) pen.lineTo(x, y);
  pen.closePath();
  pen.fill();
}

interface Stroke {
  readonly colour: string;
  readonly width: number;
  /** x, y, x, y … */
  readonly points: readonly number[];
}

function line(pen: Pen, stroke: Stroke): void {
  begin(pen, stroke);
  for (let at = 0; at + 1 < stroke.points.length; at += 2)
    pen.lineTo(stroke.points[at] ?? 0, stroke.points[at + 1] ?? 0);
  pen.stroke();
}

/** One curve from the first point to the last, drawn towards the two between. */
function curve(pen: Pen, stroke: Stroke): void {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0, x4 = 0, y4 = 0] = stroke.points;
  begin(pen, stroke);
  pen.moveTo(x1, y1);
  pen.bezierCurveTo(x2, y2, x3, y3, x4, y4);
  pen.stroke();
}

function begin(pen: Pen, stroke: Stroke): void {
  pen.strokeStyle = stroke.colour;
  pen.lineWidth = stroke.width;
  pen.lineCap = "round";
  pen.lineJoin = "round";
  pen.beginPath();
}

function write(
  pen: Pen,
  words: {
    readonly text: string;
    readonly x: number;
    readonly y: number;
    readonly size: number;
    readonly colour: string;
  },
): void {
  pen.fillStyle = words.colour;
  pen.font = `600 ${words.size}px "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif`;
  pen.fillText(words.text, words.x, words.y);
}
