import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { SignInDay } from "@/bindings/wire";
import { figure } from "@/shared/count";
import { usePreferences } from "@/shared/preferences";
import { dayOfYear } from "@/shared/time";
import classes from "./Overview.module.css";

/** Labels of the axes, in pixels. */
const FONT_PX = 11;
/** The figures at the left, and the days below. */
const AXIS_PX = { left: 32, below: 24 };
/** Room for the halves of labels that reach beyond the plot. */
const PADDING_PX = { above: 8, right: 18 };
/** The least distance between two lines of the scale, in pixels. */
const LINES_PX = 44;
/** The least number that the scale goes up to: one sign-in does not fill the plot. */
const SCALE_MIN = 4;
/** How much of a day's width its bar takes, and how wide it is at most. */
const BAR: [share: number, max: number] = [0.64, 28];
/** The days between two labels. */
const LABELLED_DAYS = 7;

interface SignInPlotProps {
  days: SignInDay[];
  /** Tells the place of the day under the pointer; `null` for none. */
  onHover(place: number | null): void;
}

/** One bar for each day: those who signed in, and on top of them those who were refused. */
export function SignInPlot({ days, onHover }: SignInPlotProps) {
  const box = useRef<HTMLDivElement>(null);
  const { zoom } = usePreferences();
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const plot = new uPlot(optionsOf(element, days, zoom, onHover), dataOf(days), element);
    const sizes = new ResizeObserver(() => plot.setSize(sizeOf(element)));
    sizes.observe(element);
    // Colours are asked for at each drawing.
    const theme = new MutationObserver(() => plot.redraw(false));
    theme.observe(document.documentElement, { attributeFilter: ["data-mantine-color-scheme"] });
    return () => {
      sizes.disconnect();
      theme.disconnect();
      plot.destroy();
    };
  }, [days, zoom, onHover]);
  return (
    <div className={classes.plot} aria-hidden="true">
      <div ref={box} className={classes.canvas} />
    </div>
  );
}

function sizeOf({ clientWidth: width, clientHeight: height }: HTMLElement) {
  return { width, height };
}

/** The bar of the refused ones is drawn whole, then that of the others over its foot. Nothing has no bar. */
function dataOf(days: SignInDay[]): uPlot.AlignedData {
  return [
    days.map((_, place) => place),
    days.map(({ done, refused }) => done + refused || null),
    days.map(({ done }) => done || null),
  ];
}

function optionsOf(
  element: HTMLElement,
  days: SignInDay[],
  zoom: number,
  onHover: SignInPlotProps["onHover"],
): uPlot.Options {
  const token = (name: string) => () => getComputedStyle(element).getPropertyValue(name).trim();
  const bars = (colour: string): uPlot.Series => ({
    fill: token(colour),
    stroke: token("--bg"),
    width: 1,
    points: { show: false },
    paths: uPlot.paths.bars?.({ size: [BAR[0], BAR[1] * zoom] }),
  });
  const axis: uPlot.Axis = {
    stroke: token("--ink-3"),
    font: `${FONT_PX * zoom}px ${token("--font")()}`,
    ticks: { show: false },
  };
  return {
    ...sizeOf(element),
    padding: [PADDING_PX.above * zoom, PADDING_PX.right * zoom, 0, 0],
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
    scales: {
      x: { time: false, range: [-0.5, days.length - 0.5] },
      y: { range: (_plot, _min, max) => [0, Math.max(SCALE_MIN, max)] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: AXIS_PX.below * zoom,
        splits: labelledDays(days.length),
        values: (_plot, places) => places.map((place) => dayOfYear(days[place]?.day ?? "")),
      },
      {
        ...axis,
        grid: { stroke: token("--line-soft"), width: 1 },
        size: AXIS_PX.left * zoom,
        space: LINES_PX * zoom,
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000],
        values: (_plot, amounts) => amounts.map(figure),
      },
    ],
    series: [{}, bars("--red"), bars("--accent")],
    hooks: { setCursor: [({ cursor }) => onHover(cursor.idx ?? null)] },
  };
}

/** Today has a label, and every seventh day before it. */
function labelledDays(amount: number): number[] {
  const places: number[] = [];
  for (let place = amount - 1; place >= 0; place -= LABELLED_DAYS) places.unshift(place);
  return places;
}
