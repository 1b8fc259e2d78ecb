/**
 * The least contrast of text with what is behind it (WCAG 2.1), over all text of the page that it is run in. Of a gradient
 * each of its colours counts.
 */
export function leastContrast(): number {
  const parse = (color: string): readonly number[] => (color.match(/[\d.]+/gu) ?? []).map(Number);
  const luminance = (rgb: readonly number[]): number => {
    const [r = 0, g = 0, b = 0] = rgb.map((part) => {
      const share = part / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element: Element): readonly (readonly number[])[] => {
    const { backgroundImage, backgroundColor } = getComputedStyle(element);
    const stops = backgroundImage.match(/rgba?\([^)]*\)/gu);
    if (stops) return stops.map(parse);
    const color = parse(backgroundColor);
    if (color[3] !== 0) return [color];
    return element.parentElement ? behind(element.parentElement) : [[255, 255, 255]];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let least = 21;
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!element || !walker.currentNode.textContent?.trim()) continue;
    const ink = luminance(parse(getComputedStyle(element).color));
    for (const color of behind(element)) {
      const ground = luminance(color);
      least = Math.min(least, (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05));
    }
  }
  return least;
}
