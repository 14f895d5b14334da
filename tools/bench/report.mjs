/** What the runs of a figure come to, and how it is printed. */

export const quantile = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(values.length * share) - 1)];
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/**
 * Medians over runs. The ratio is the median of the runs' own ratios: own and bare of one run stand side by side in
 * time, so what else the machine did weighs on both.
 */
export function mediansOf(runs) {
  return runs[0].map((first, index) => {
    const readings = runs.map((run) => run[index]);
    const value = median(readings.map((reading) => reading.value));
    const hasBare = first.bare !== undefined;
    const bare = hasBare ? median(readings.map((reading) => reading.bare)) : undefined;
    const ratio = hasBare ? median(readings.map((reading) => reading.value / reading.bare)) : undefined;
    return { ...first, value, bare, ratio, isWithin: isWithin(first.bound ?? {}, value, ratio) };
  });
}

function isWithin({ ratioMin = 0, ratioMax = Infinity, valueMin = 0, valueMax = Infinity }, value, ratio) {
  return (
    (ratio ?? Infinity) >= ratioMin && (ratio ?? 0) <= ratioMax && value >= valueMin && value <= valueMax
  );
}

const widths = [26, 14, 12, 12, 8, 22];

export const heading = () => line(['figure', 'unit', 'value', 'bare', 'ratio', 'bound']);

export function tableLine({ name, unit, value, bare, ratio, bound, isWithin: isOk }) {
  return (
    line([name, unit, number(value), number(bare), ratio?.toFixed(2) ?? '', boundText(bound)]) +
    okText(bound, isOk)
  );
}

export const jsonLine = ({ name, unit, value, bare = null, ratio = null }) =>
  JSON.stringify({
    name,
    unit,
    value: rounded(value),
    bare: bare && rounded(bare),
    ratio: ratio && rounded(ratio),
  });

function boundText({ ratioMin, ratioMax, valueMin, valueMax } = {}) {
  const parts = [
    ratioMin === undefined ? '' : `ratio >= ${ratioMin}`,
    ratioMax === undefined ? '' : `ratio <= ${ratioMax}`,
    valueMin === undefined ? '' : `>= ${number(valueMin)}`,
    valueMax === undefined ? '' : `<= ${number(valueMax)}`,
  ];
  return parts.filter(Boolean).join(', ');
}

const okText = (bound, isOk) => (bound === undefined ? '' : isOk ? '  ok' : '  MISSED');
const line = (cells) =>
  cells
    .map((cell, index) =>
      index === 0 || index === 1 || index === 5 ? cell.padEnd(widths[index]) : cell.padStart(widths[index]),
    )
    .join(' ');
const rounded = (value) => Number(value.toPrecision(4));
const number = (value) => (value === undefined ? '' : rounded(value).toLocaleString('en-US'));
